using MicrogradSharp.Nn;

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

    private sealed class Residual(Random random) : Module
    {
        private readonly Layer _layer = new(2, 2, random);
        private readonly Node _scale = 1.0, _shift = 0.0;

        public override IEnumerable<(string Name, Node Parameter)> NamedParameters =>
            [("scale", _scale), ("shift", _shift), .. Prefixed("parts", [_layer])];
    }
}
