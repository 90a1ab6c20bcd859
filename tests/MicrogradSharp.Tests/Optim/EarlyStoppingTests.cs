using MicrogradSharp.Datasets;
using MicrogradSharp.Optim;

namespace MicrogradSharp.Tests.Optim;

/// <summary>
/// A parameter x with the loss (x - target)²/2 for each row. The rates of a schedule move it along a path that the test sets.
/// </summary>
public sealed class EarlyStoppingTests
{
    private static readonly Dataset s_zero = new(["target"], [0]);
    private static readonly double[] s_path = [8, 4, 2, 3, 1.5, 1.6, 1.7, 1.4, 5, 6, 7, 8, 9];    // x after each epoch, starting from 10

    [Theory]
    [InlineData(1, 4, 2, 2.0)]      // stops at 3, which is worse than 2
    [InlineData(2, 7, 4, 1.5)]      // 3 is one bad epoch, 1.6 and 1.7 are two
    [InlineData(3, 11, 7, 1.4)]     // 1.4 comes just in time
    [InlineData(5, 13, 7, 1.4)]     // the last epoch ends training first, as it would without patience
    [InlineData(50, 13, 7, 1.4)]
    public void It_stops_after_so_many_epochs_without_a_better_one_and_goes_back_to_the_best(int patience, int epochs, int best, double x)
    {
        foreach (bool hasValidation in new[] { true, false })
        {
            Node parameter = 10.0;
            var result = Train(
                parameter, new TrainingOptions { Epochs = s_path.Length, Patience = patience, Validation = hasValidation ? s_zero : null });
            parameter.Data.Should().BeApproximately(x, 1e-12);
            double loss = parameter.Data * parameter.Data / 2;
            var reason = epochs < s_path.Length || patience == 5 ? StopReason.EarlyStopped : StopReason.Completed;
            result.Should().Be(new TrainingResult(loss, hasValidation ? loss : null, epochs, best, reason));
        }
    }

    [Fact]
    public void A_small_improvement_does_not_count()
    {
        Node parameter = 10.0;
        // from 4²/2 = 8 to 2²/2 = 2, then to 1.5²/2 = 1.125: less than 1 better
        var result = Train(parameter, new TrainingOptions { Epochs = s_path.Length, Patience = 3, MinimumImprovement = 1 });
        parameter.Data.Should().BeApproximately(2, 1e-12);
        (result.Epochs, result.BestEpoch, result.StopReason).Should().Be((6, 2, StopReason.EarlyStopped));
    }

    [Fact]
    public void Without_patience_the_last_parameters_stay()
    {
        Node parameter = 10.0;
        Train(parameter, new TrainingOptions { Epochs = s_path.Length, Validation = s_zero }).BestEpoch.Should().BeNull();
        parameter.Data.Should().BeApproximately(9, 1e-12);
    }

    [Fact]
    public void The_validation_set_decides_when_there_is_one()
    {
        Node parameter = 10.0;
        Train(parameter, new TrainingOptions { Epochs = s_path.Length, Patience = 50, Validation = new Dataset(["target"], [8]) })
            .BestEpoch.Should().Be(0);
        parameter.Data.Should().Be(8);
    }

    private static TrainingResult Train(Node parameter, TrainingOptions options)
    {
        var tape = Tape.Record(1, row => (parameter - row[0]).Pow(2) * 0.5);
        return Trainer.Train(tape, s_zero, new Follower(parameter), options);
    }

    /// <summary>Follows the path, whatever the gradient.</summary>
    private sealed class Follower(Node parameter) : Optimizer([parameter], 1)
    {
        protected override void Update(Span<double> gradient, Span<double> data) => data[0] = s_path[StepCount - 1];
    }
}
