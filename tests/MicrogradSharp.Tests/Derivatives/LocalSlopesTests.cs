namespace MicrogradSharp.Tests.Derivatives;

public sealed class LocalSlopesTests
{
    [Fact]
    public void Each_place_of_an_input_has_its_own_slope()
    {
        Node x = 3.0;
        LocalSlopes.Of((x * x).Value).Should().Equal(3.0, 3.0);
        LocalSlopes.Of((x / x).Value).Should().Equal(1 / 3.0, -1 / 3.0);
    }

    [Fact]
    public void Rules_of_one_two_and_many_inputs_and_of_users_are_asked_alike()
    {
        Node x = 2.0, y = 5.0, z = -1.0;
        LocalSlopes.Of(x.Pow(3).Value).Should().Equal(12.0);
        LocalSlopes.Of((x - y).Value).Should().Equal(1.0, -1.0);
        LocalSlopes.Of(Node.Product(x, y, z).Value).Should().Equal(-5.0, -2.0, 10.0);
        LocalSlopes.Of(x.Value).Should().BeEmpty("a leaf has no inputs");
    }

    [Fact]
    public void Contributions_are_what_a_backward_pass_adds()
    {
        Node x = 0.5, y = -2.0;
        var product = x * y;
        (product * 3).Backward();
        LocalSlopes.Contributions(product.Value, product.Grad).Should().Equal(x.Grad, y.Grad);
        LocalSlopes.Contributions(product.Value, 0).Should().Equal(0.0, 0.0);
    }

    [Fact]
    public void The_graph_keeps_its_data_and_its_gradients()
    {
        Node x = 3.0;
        var y = x * x;
        y.Backward();
        x.Data = 100;
        LocalSlopes.Of(y.Value).Should().Equal(100.0, 100.0);
        (x.Grad, y.Grad, y.Data).Should().Be((6.0, 1.0, 9.0));
    }
}
