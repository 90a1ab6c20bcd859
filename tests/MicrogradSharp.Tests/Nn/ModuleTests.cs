using MicrogradSharp.Nn;
using MicrogradSharp.Optim;

namespace MicrogradSharp.Tests.Nn;

public sealed class ModuleTests
{
    [Fact]
    public void A_module_of_the_user_composes_parts()
    {
        var model = new Residual(new Random(1));
        model.ParameterCount.Should().Be(2 + 6);
        model.NamedParameters.Select(named => named.Name).Should().StartWith(["scale", "shift", "parts.0.neurons.0.weights.0"]);
        model.Parameters.Should().BeSameAs(model.Parameters);
        ((Action)(() => ((IList<Node>)model.Parameters)[0] = 1.0)).Should().Throw<NotSupportedException>();
    }

    [Fact]
    public void A_shared_parameter_has_two_names_and_is_one_parameter()
    {
        var model = new Tied(new Random(1));
        model.NamedParameters.Select(named => named.Name).Should().Equal(
            "tokens.weight.0.0", "tokens.weight.1.0", "output.weight.0.0", "output.weight.1.0");
        model.Parameters.Should().Equal(model.Tokens.Weight.Select(row => row[0]));
        model.ParameterCount.Should().Be(2);
        model.Summary().Parts.Should().Equal(("tokens.weight", 2), ("output.weight", 2));

        var sgd = new Sgd(model.Parameters, learningRate: 1);
        double before = model.Parameters[0].Data;
        model.Parameters[0].Grad = 0.5;
        sgd.Step();
        model.Parameters[0].Data.Should().Be(before - 0.5);
    }

    [Fact]
    public void Names_and_parts_that_are_null_are_named()
    {
        foreach (var (list, parameter) in Unnamed.Lists) list.Should().Throw<ArgumentNullException>().WithParameterName(parameter);
    }

    private sealed class Unnamed : Module
    {
        public static (Action List, string Parameter)[] Lists { get; } =
        [
            (() => Prefixed(null!, new RmsNorm(1)), "prefix"), (() => Prefixed("part", (Module)null!), "part"),
            (() => Prefixed(null!, [new RmsNorm(1)]), "prefix"), (() => Prefixed("parts", (Module[])null!), "parts"),
            (() => Indexed(null!, [1.0]), "name"), (() => Indexed("vector", (Node[])null!), "vector"),
            (() => Indexed(null!, [[1.0]]), "name"), (() => Indexed("matrix", (Node[][])null!), "rows"),
        ];

        public override IEnumerable<(string Name, Node Parameter)> NamedParameters => [];
    }

    // one matrix for two purposes, as in GPT-2
    private sealed class Tied(Random random) : Module
    {
        public Embedding Tokens { get; } = new(2, 1, random);

        public override IEnumerable<(string Name, Node Parameter)> NamedParameters =>
            [.. Prefixed("tokens", Tokens), .. Indexed("output.weight", Tokens.Weight)];
    }

    private sealed class Residual(Random random) : Module
    {
        private readonly Layer _layer = new(2, 2, random);
        private readonly Node _scale = 1.0, _shift = 0.0;

        public override IEnumerable<(string Name, Node Parameter)> NamedParameters =>
            [("scale", _scale), ("shift", _shift), .. Prefixed("parts", [_layer])];
    }
}
