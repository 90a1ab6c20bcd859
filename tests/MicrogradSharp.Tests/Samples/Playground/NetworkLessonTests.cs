using Playground.Lessons;
using Playground.Tabs.Network;

namespace MicrogradSharp.Tests.Samples.Playground;

/// <summary>What the lessons say about networks.</summary>
public sealed class NetworkLessonTests
{
    [Fact]
    public void A_network_without_a_hidden_layer_does_not_learn_xor_and_one_of_4_neurons_does()
    {
        var state = State("a-hidden-layer");

        Trained(state, 300).Training.Measure().Training.Should().BeApproximately(0.69, 0.005);
        Trained(state with { Layers = "4.tanh" }, 100).Maps.TrainingRight.Should().Be(1);
    }

    [Fact]
    public void Twelve_ReLUs_of_sixteen_are_dead_after_ten_large_steps()
    {
        var state = State("dead-neurons");

        Trained(state, 10).Maps.IsDead.Count(isDead => isDead).Should().Be(12);
        Trained(state with { Rate = 0.01 }, 300).Maps.IsDead.Count(isDead => isDead).Should().BeLessThan(3);
    }

    [Fact]
    public void Steps_that_are_too_large_do_not_come_down()
    {
        var state = State("the-learning-rate");

        Trained(state, 300).Training.Measure().Training.Should().BeGreaterThan(0.5);
        Trained(state with { Rate = 0.01 }, 300).Training.Measure().Training.Should().BeLessThan(0.01);
        Trained(state with { Rate = 0.0003 }, 300).Training.Measure().Training.Should().BeInRange(0.3, 0.5);
    }

    private static NetworkState State(string lesson) => NetworkState.Parse(LessonList.All[LessonList.IndexOf(lesson)].Start.Fields);

    private static (NetworkTraining Training, NeuronMaps Maps) Trained(NetworkState state, int steps)
    {
        var training = new NetworkTraining(state);
        while (training.Steps < steps && training.CanStep) training.Step();
        var maps = new NeuronMaps(training);
        while (maps.IsComputing) maps.ComputePiece();
        return (training, maps);
    }
}
