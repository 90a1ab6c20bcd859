using Playground.Tabs.Network;

namespace MicrogradSharp.Tests.Samples.Playground.Network;

public sealed class LossSliceTests
{
    [Fact]
    public void The_ends_of_the_path_have_the_losses_of_the_training()
    {
        var training = new NetworkTraining(NetworkState.Default);
        for (int i = 0; i < 50; i++) training.Step();
        double[] weights = NetworkModel.Data(training.Model.Parameters);

        var slice = new LossSlice(training);

        var (first, last) = (slice.Path[0], slice.Path[^1]);
        slice.LossAt(first.X, first.Y).Should().BeApproximately(training.Losses[0].Entry.Training, 1e-9);
        slice.LossAt(last.X, last.Y).Should().BeApproximately(training.Measure().Training, 1e-9);
        slice.Path.Should().OnlyContain(place => Math.Abs(place.X) < 1 && Math.Abs(place.Y) < 1);
        while (slice.IsComputing) slice.ComputeNext();
        slice.Levels().Should().OnlyContain(level => level >= 0 && level <= 1).And.Contain(0).And.Contain(1);
        NetworkModel.Data(training.Model.Parameters).Should().Equal(weights, "the slice has a network of its own");
    }

    [Fact]
    public void A_path_of_one_step_or_without_length_has_a_plane_too()
    {
        var training = new NetworkTraining(NetworkState.Default);
        var unmoved = new LossSlice(training);
        training.Step();
        var moved = new LossSlice(training);

        unmoved.LossAt(0, 0).Should().BeApproximately(training.Losses[0].Entry.Training, 1e-9);
        moved.LossAt(moved.Path[^1].X, moved.Path[^1].Y).Should().BeApproximately(training.Measure().Training, 1e-9);
    }
}
