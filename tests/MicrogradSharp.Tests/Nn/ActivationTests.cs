using System.Reflection;
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
            else y.Value.Rule!.GetType().Name.Should().Be(activation.Name);
        }
    }

    [Fact]
    public void Every_operator_of_one_node_is_an_activation()
    {
        string[] operators = [.. typeof(Node).GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .Where(method => method.ReturnType == typeof(Node) && method.GetParameters().All(parameter => parameter.HasDefaultValue))
            .Select(method => method.Name)];
        Activation.All.Select(activation => activation.Name).Should().BeEquivalentTo([.. operators, "Linear"]);
    }

    [Fact]
    public void Names_are_found_in_any_case_and_others_are_refused()
    {
        foreach (var activation in Activation.All) Activation.FromName(activation.Name.ToUpperInvariant()).Should().BeSameAs(activation);
        ((Action)(() => Activation.FromName("step"))).Should().Throw<ArgumentException>().WithMessage("name must be one of Linear, ReLU, *, but was 'step'.*");
    }

    [Fact]
    public void A_function_of_the_user_is_an_activation()
    {
        var cube = new Activation("Cube", x => x * x * x);
        var model = new MLP(1, [2, 1], activation: cube);
        model.ToString().Should().Contain("CubeNeuron(1)");
        cube.Apply(2.0).Data.Should().Be(8);
        ((Action)(() => _ = new Activation(" ", x => x))).Should().Throw<ArgumentException>();
        ((Action)(() => _ = new Activation("none", null!))).Should().Throw<ArgumentNullException>();
    }
}
