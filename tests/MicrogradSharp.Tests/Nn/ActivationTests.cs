using MicrogradSharp.Nn;

namespace MicrogradSharp.Tests.Nn;

public sealed class ActivationTests
{
    [Fact]
    public void Each_is_the_operator_of_its_name()
    {
        foreach (var activation in Activation.All)
        {
            Node x = 0.7;
            var y = activation.Apply(x);
            if (activation == Activation.Linear) y.Should().Be(x, "linear adds no node");
            else y.Value.Rule!.GetType().Name.Should().BeEquivalentTo(activation.Name);
        }
    }

    [Fact]
    public void An_operator_that_no_network_uses_is_not_an_activation() =>
        Activation.All.Select(activation => activation.Name).Should().NotIntersectWith(["Log", "Sqrt", "Tan", "log", "sqrt", "tan"]);

    [Fact]
    public void Names_are_found_in_any_case_and_others_are_refused()
    {
        foreach (var activation in Activation.All) Activation.FromName(activation.Name.ToUpperInvariant()).Should().BeSameAs(activation);
        foreach (var activation in Activation.All)
        {
            Activation.TryFromName(activation.Name.ToLowerInvariant(), out var found).Should().BeTrue();
            found.Should().BeSameAs(activation);
        }
        Activation.TryFromName("step", out var none).Should().BeFalse();
        none.Should().BeNull();
        Activation.TryFromName(null, out _).Should().BeFalse();
        ((Action)(() => Activation.FromName("step")))
            .Should().Throw<ArgumentException>().WithMessage("name must be one of linear, ReLU, *, but was 'step'.*");
    }

    [Fact]
    public void A_function_of_the_user_is_an_activation()
    {
        var cube = new Activation("Cube", x => x * x * x);
        var model = new MLP(1, [2, 1], activation: cube);
        model.ToString().Should().Contain("CubeNeuron(1)");
        cube.Apply(2.0).Data.Should().Be(8);
        ((Action)(() => _ = new Activation(" ", x => x)))
            .Should().Throw<ArgumentException>().WithMessage("name must not be empty or white space, but was ' '.*")
            .WithParameterName("name");
        ((Action)(() => _ = new Activation(null!, x => x))).Should().Throw<ArgumentNullException>().WithParameterName("name");
        ((Action)(() => _ = new Activation("none", null!))).Should().Throw<ArgumentNullException>();
    }
}
