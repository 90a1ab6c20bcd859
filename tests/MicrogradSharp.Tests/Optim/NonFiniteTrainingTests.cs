using MicrogradSharp.Datasets;
using MicrogradSharp.Optim;

namespace MicrogradSharp.Tests.Optim;

public sealed class NonFiniteTrainingTests
{
    [Theory]
    [InlineData("sgd, Nesterov")]
    [InlineData("adam")]
    public void A_loss_of_NaN_is_placed_and_the_last_good_parameters_and_state_are_back(string optimizer)
    {
        Workout broken = new(optimizer), good = new(optimizer);
        var data = Workout.With(row: 37, column: 1, double.NaN);
        var thrown = broken.Invoking(w => w.Train(new TrainingOptions { BatchSize = 10 }, data))
            .Should().Throw<NonFiniteTrainingException>()
            .WithMessage(
                "The loss must be finite, but was NaN in epoch 0, batch 3, rows 30 to 39 of the epoch. "
                + "Row 37 of the data set is the first whose own loss is not finite. The parameters are the last good ones.").Which;
        (thrown.Epoch, thrown.Batch, thrown.Row, thrown.Loss).Should().Be((0, 3, 37, double.NaN));

        Trainer.Train(
            good.Tape, new Dataset(data.ColumnNames, data.Rows[..60]), good.Optimizer, new TrainingOptions { Epochs = 1, BatchSize = 10 });
        broken.Parameters.Should().Equal(good.Parameters, "the last finite loss was that of batch 2, before its step");
        ShouldBeAlike(broken.Optimizer.GetState(), good.Optimizer.GetState());
    }

    [Fact]
    public void The_row_is_that_of_the_data_set_also_when_shuffled()
    {
        var workout = new Workout();
        var options = new TrainingOptions { BatchSize = 10, ShuffleSeed = 3 };
        var thrown = workout.Invoking(w => w.Train(options, Workout.With(row: 37, column: 1, double.NaN)))
            .Should().Throw<NonFiniteTrainingException>().Which;
        thrown.Row.Should().Be(37);
        var rows = new EpochRows(Workout.Data, 10, 3);
        rows.Begin(0);
        thrown.Batch.Should().Be(Enumerable.Range(0, Workout.Rows).Single(place => rows.RowAt(place) == 37) / 10);
    }

    [Fact]
    public void The_first_loss_leaves_all_as_it_was()
    {
        var workout = new Workout();
        double[] before = workout.Parameters;
        var thrown = workout.Invoking(w => w.Train(new TrainingOptions(), Workout.With(0, 1, double.NaN)))
            .Should().Throw<NonFiniteTrainingException>().Which;
        (thrown.Epoch, thrown.Batch, thrown.Row).Should().Be((0, 0, 0));
        workout.Parameters.Should().Equal(before);
        workout.Optimizer.StepCount.Should().Be(0);
        workout.Steps.Should().BeEmpty();
    }

    [Fact]
    public void A_sum_of_finite_losses_that_overflows_has_no_row()
    {
        Node p = 1e154;
        var tape = Tape.Record(1, row => p * p * row[0]);
        var thrown = ((Action)(() => Trainer.Train(tape, new Dataset(["x"], [1.5, 1.5]), new Sgd([p], 0))))
            .Should().Throw<NonFiniteTrainingException>().Which;
        (thrown.Row, thrown.Loss).Should().Be((null, double.PositiveInfinity));
        thrown.Message.Should().Be(
            "The loss must be finite, but was Infinity in epoch 0, batch 0, rows 0 to 1 of the epoch. "
            + "The parameters are the last good ones.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_step_to_a_parameter_that_is_not_finite_is_taken_back_also_when_it_is_the_last(int epochs)
    {
        Node p = 1, q = 0.25;
        // the slope of √q grows as q falls: at 0 the slope is infinite, but the loss is finite
        var tape = Tape.Record(1, row => q.Sqrt() + p * 0 + row[0]);
        q.Data = 0;
        var options = new TrainingOptions { Epochs = epochs };
        var thrown = ((Action)(() => Trainer.Train(tape, new Dataset(["x"], [2]), new Sgd([p, q], 0.5), options)))
            .Should().Throw<NonFiniteTrainingException>()
            .WithMessage(
                "Parameters must be finite, but number 1 was -Infinity after the step of epoch 0, batch 0, "
                + "with the loss 2 and the learning rate 0.5. The parameters are the last good ones.").Which;
        (thrown.Epoch, thrown.Batch, thrown.Row, thrown.Loss).Should().Be((0, 0, null, 2));
        (p.Data, q.Data).Should().Be((1, 0));
    }

    [Fact]
    public void A_loss_that_is_infinite_only_after_the_last_step_is_noticed()
    {
        Node p = 1;
        // one step leads to -1e200, whose square is infinite
        var tape = Tape.Record(1, row => p * p * row[0]);
        var optimizer = new Sgd([p], 0.5e200, momentum: 0.9);
        var thrown = ((Action)(() => Trainer.Train(tape, new Dataset(["x"], [1]), optimizer, new TrainingOptions { Epochs = 1 })))
            .Should().Throw<NonFiniteTrainingException>()
            .WithMessage("The loss must be finite, but was Infinity in epoch 0, over all rows at the end. Row 0 of *").Which;
        (thrown.Epoch, thrown.Batch, thrown.Row).Should().Be((0, null, 0));
        p.Data.Should().Be(1);
        optimizer.StepCount.Should().Be(0);
        optimizer.GetState().Buffers["momentum_buffer"].ToArray().Should().Equal(0);
    }

    [Fact]
    public void A_loss_of_NaN_over_the_validation_set_is_placed_too()
    {
        var workout = new Workout();
        var thrown = workout.Invoking(w => w.Train(new TrainingOptions { Validation = Workout.With(4, 1, double.NaN) }))
            .Should().Throw<NonFiniteTrainingException>()
            .WithMessage("The loss must be finite, but was NaN in epoch 0, over the validation set after it. Row 4 of *").Which;
        (thrown.Epoch, thrown.Batch, thrown.Row).Should().Be((0, null, 4));
        workout.Parameters.Should().Equal(new Workout().Parameters);
        workout.Optimizer.StepCount.Should().Be(0);
    }

    [Fact]
    public void A_tape_that_stops_by_itself_is_placed_as_any_other_and_names_the_operation()
    {
        Workout broken = new(stopsAtNonFinite: true), good = new();
        var data = Workout.With(row: 37, column: 1, double.NaN);
        var options = new TrainingOptions { BatchSize = 10, ShuffleSeed = 3 };
        var thrown = broken.Invoking(w => w.Train(options, data)).Should().Throw<NonFiniteTrainingException>()
            .WithMessage(
                "The loss must be finite, but was NaN in epoch 0, batch *, rows *0 to *9 of the epoch. "
                + "Row 37 of the data set is the first to blame: the leaf * is NaN; it reaches the output through *. "
                + "The parameters are the last good ones.").Which;
        var plain = good.Invoking(w => w.Train(options, data)).Should().Throw<NonFiniteTrainingException>().Which;
        (thrown.Epoch, thrown.Batch, thrown.Row, thrown.Loss).Should().Be((plain.Epoch, plain.Batch, plain.Row, plain.Loss));
        thrown.InnerException.Should().BeOfType<NonFiniteException>();
        broken.Parameters.Should().Equal(good.Parameters);
        ShouldBeAlike(broken.Optimizer.GetState(), good.Optimizer.GetState());
    }

    [Fact]
    public void A_tape_that_stops_over_the_validation_set_is_placed_too()
    {
        var workout = new Workout(stopsAtNonFinite: true);
        var thrown = workout.Invoking(w => w.Train(new TrainingOptions { Validation = Workout.With(4, 1, double.NaN) }))
            .Should().Throw<NonFiniteTrainingException>()
            .WithMessage(
                "The loss must be finite, but was NaN in epoch 0, over the validation set after it. "
                + "Row 4 of the data set is the first to blame: *").Which;
        (thrown.Epoch, thrown.Batch, thrown.Row).Should().Be((0, null, 4));
        workout.Parameters.Should().Equal(new Workout().Parameters);
        workout.Optimizer.StepCount.Should().Be(0);
    }

    [Fact]
    public void One_that_stops_at_a_gradient_keeps_the_parameters_whose_loss_is_finite()
    {
        Node p = 1;
        // the step of the first row leads to 0, where the slope of √p is infinite
        var tape = Tape.Record(1, row => row[0] * p.Sqrt(), new TapeOptions { StopAtNonFinite = true });
        var optimizer = new Sgd([p], 1);
        var thrown = ((Action)(() => Trainer.Train(tape, new Dataset(["x"], [2, 2]), optimizer, new TrainingOptions { BatchSize = 1 })))
            .Should().Throw<NonFiniteTrainingException>()
            .WithMessage(
                "The gradient must be finite, but was not, with the loss 0 in epoch 0, batch 1, rows 1 to 1 of the epoch. "
                + "Row 1 of the data set is the first to blame: * = sqrt(p0 = 0) gave the gradient ∞ to p0, with 2 from above; * "
                + "The parameters are the last good ones.").Which;
        (thrown.Epoch, thrown.Batch, thrown.Row, thrown.Loss).Should().Be((0, 1, 1, 0));
        (p.Data, optimizer.StepCount).Should().Be((0, 1));
    }

    private static void ShouldBeAlike(OptimizerState state, OptimizerState expected)
    {
        state.StepCount.Should().Be(expected.StepCount);
        state.Buffers.Keys.Should().BeEquivalentTo(expected.Buffers.Keys);
        foreach (var (name, numbers) in expected.Buffers) state.Buffers[name].ToArray().Should().Equal(numbers.ToArray(), name);
    }
}
