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
        var maps = Trained(state with { Layers = "4.tanh" }, 100).Maps;
        (maps.TrainingRight, maps.ValidationRight).Should().Be((1, 1));
    }

    [Fact]
    public void Thirteen_ReLUs_of_sixteen_are_dead_after_a_hundred_large_steps()
    {
        var state = State("dead-neurons");

        var large = Trained(state, 100);
        var small = Trained(state with { Rate = 0.01 }, 300);

        large.Maps.IsDead.Count(isDead => isDead).Should().Be(13);
        Trained(state, 1000).Maps.IsDead.Should().Equal(large.Maps.IsDead);
        small.Maps.IsDead.Count(isDead => isDead).Should().BeLessThan(3);
        small.Training.Measure().Training.Should().BeLessThan(large.Training.Measure().Training);
    }

    [Fact]
    public void Steps_that_are_too_large_do_not_come_down()
    {
        var state = State("the-learning-rate");

        var large = Trained(state, 300);
        large.Training.Measure().Training.Should().BeGreaterThan(0.5);
        large.Maps.TrainingRight.Should().Be(0.5);
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
