using Playground.Tabs.Network;

namespace MicrogradSharp.Tests.Samples.Playground.Network;

public sealed class NeuronMapsTests
{
    [Fact]
    public void The_map_of_the_output_is_what_the_network_predicts()
    {
        var training = new NetworkTraining(NetworkState.Default);
        var maps = Computed(training);
        double[] grid = training.Points.Square.Grid(NeuronMaps.Side), levels = maps.Levels(null);

        foreach (int i in new[] { 0, 47, 1000, 2303 })
        {
            double logit = training.Model.Predict(grid.AsSpan(2 * i, 2))[0];
            levels[i].Should().BeApproximately(1 / (1 + Math.Exp(-logit)), 1e-12);
        }
    }

    [Fact]
    public void The_boundary_of_a_neuron_is_at_a_half_and_tiles_show_every_neuron()
    {
        var training = new NetworkTraining(NetworkState.Default with { Layers = "3.tanh" });
        var maps = Computed(training);
        double[] grid = training.Points.Square.Grid(NeuronMaps.Side), levels = maps.Levels(2);
        var neuron = training.Model.Layers[0].Neurons[2];

        for (int i = 0; i < levels.Length; i++)
        {
            double sum = neuron.Bias.Data + neuron.Weights[0].Data * grid[2 * i] + neuron.Weights[1].Data * grid[2 * i + 1];
            (levels[i] > 0.5).Should().Be(sum > 0);
        }
        byte[] tiles = maps.Tiles();
        tiles.Length.Should().Be(3 * NeuronMaps.TileSide * NeuronMaps.TileSide);
        tiles[2 * NeuronMaps.TileSide * NeuronMaps.TileSide].Should().Be((byte)(255 * levels[0]));
    }

    [Fact]
    public void A_ReLU_that_answers_0_to_every_point_is_dead()
    {
        var hidden = HiddenLayer.Parse("2.ReLU")!;
        // the first never answers, the second always does
        string weights = NetworkModel.FormatWeights([0, 0, -1, 0, 0, 1, 1, 1, 0]);
        NetworkModel.ParseWeights(weights, hidden).Should().NotBeNull();

        var maps = Computed(new NetworkTraining(NetworkState.Default with { Layers = "2.ReLU", Weights = weights }));

        maps.IsDead.Should().Equal(true, false);
        maps.TrainingRight.Should().BeApproximately(0.5, 0.1, "it answers orange everywhere");
        var tanh = Computed(new NetworkTraining(NetworkState.Default with { Layers = "2.tanh", Weights = weights }));
        tanh.IsDead.Should().Equal(false, false);
    }

    private static NeuronMaps Computed(NetworkTraining training)
    {
        var maps = new NeuronMaps(training);
        while (maps.IsComputing) maps.ComputePiece();
        return maps;
    }
}
