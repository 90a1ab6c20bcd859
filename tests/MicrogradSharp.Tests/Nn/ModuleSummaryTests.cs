using MicrogradSharp.Nn;

namespace MicrogradSharp.Tests.Nn;

public sealed class ModuleSummaryTests
{
    [Fact]
    public void A_network_is_summed_up_by_layers()
    {
        var summary = new MLP(2, [16, 16, 1]).Summary();
        summary.Parts.Should().Equal(("layers.0", 48), ("layers.1", 272), ("layers.2", 17));
        summary.ParameterCount.Should().Be(337);
        summary.ToString().Should().Be("""
            part      parameters
            layers.0          48
            layers.1         272
            layers.2          17
            total            337
            about 21.1 KB

            """);
    }

    [Fact]
    public void A_layer_is_summed_up_by_neurons_and_a_neuron_by_weights_and_bias()
    {
        new Layer(3, 2, new Random(1)).Summary().Parts.Should().Equal(("neurons.0", 4), ("neurons.1", 4));
        new Neuron(3, new Random(1)).Summary().Parts.Should().Equal(("weights", 3), ("bias", 1));
    }

    [Fact]
    public void Names_of_the_users_own_are_grouped_up_to_their_first_number()
    {
        var summary = new Named("scale", "a.blocks.0.w", "a.blocks.1.w", "a.blocks.0.b.3", "7", "w.b").Summary();
        summary.Parts.Should().Equal(("scale", 1), ("a.blocks.0", 2), ("a.blocks.1", 1), ("7", 1), ("w.b", 1));
        new Named().Summary().ParameterCount.Should().Be(0);
    }

    [Fact]
    public void A_shared_parameter_counts_in_each_of_its_parts_and_once_in_the_total()
    {
        var summary = new Tied().Summary();
        summary.Parts.Should().Equal(("wte", 1), ("head", 1));
        summary.ParameterCount.Should().Be(1).And.Be(new Tied().ParameterCount);
        summary.ApproximateBytes.Should().Be(64);
        summary.ToString().Should().Contain("total           1");
    }

    private sealed class Tied : Module
    {
        private readonly Node _shared = 1.0;

        public override IEnumerable<(string Name, Node Parameter)> NamedParameters => [("wte.0", _shared), ("head.0", _shared)];
    }

    private sealed class Named(params string[] names) : Module
    {
        public override IEnumerable<(string Name, Node Parameter)> NamedParameters => names.Select(name => (name, (Node)1.0));
    }
}
