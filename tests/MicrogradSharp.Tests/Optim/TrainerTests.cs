using MicrogradSharp.Datasets;
using MicrogradSharp.Nn;
using MicrogradSharp.Optim;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Optim;

public sealed class TrainerTests
{
    public static TheoryData<string> Optimizers => [.. Workout.Optimizers.Keys];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void One_batch_gives_the_numbers_of_a_loop_by_hand(string optimizer)
    {
        Workout trained = new(optimizer), byHand = new(optimizer);
        trained.Train(new TrainingOptions { Epochs = 7 });
        var losses = new List<double>();
        for (int epoch = 0; epoch < 7; epoch++) losses.Add(Step(byHand, Workout.Data.Rows));
        trained.Parameters.Should().Equal(byHand.Parameters);
        trained.Steps.Select(step => step.Loss).Should().Equal(losses);
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Batches_in_the_order_of_the_rows_give_the_numbers_of_a_loop_by_hand(string optimizer)
    {
        Workout trained = new(optimizer), byHand = new(optimizer);
        trained.Train(new TrainingOptions { Epochs = 3, BatchSize = 16 });
        for (int epoch = 0; epoch < 3; epoch++)
        {
            double loss = 0;
            for (int first = 0; first < Workout.Rows; first += 16)
            {
                int end = Math.Min(first + 16, Workout.Rows);
                loss += Step(byHand, Workout.Data.Rows[(first * 3)..(end * 3)]) * (end - first) / Workout.Rows;
            }
            trained.Steps[epoch].Loss.Should().BeApproximately(loss, 1e-14, "a short batch weighs less");
        }
        trained.Parameters.Should().Equal(byHand.Parameters);
        byHand.Optimizer.StepCount.Should().Be(12);
    }

    [Fact]
    public void Shuffled_batches_give_the_numbers_of_a_loop_by_hand_and_depend_on_the_seed()
    {
        Workout trained = new(), byHand = new(), other = new();
        trained.Train(new TrainingOptions { Epochs = 4, BatchSize = 16, ShuffleSeed = -5 });
        var rows = new EpochRows(Workout.Data, 16, -5);
        for (int epoch = 0; epoch < 4; epoch++)
        {
            rows.Begin(epoch);
            for (int batch = 0; batch < rows.BatchCount; batch++) Step(byHand, rows.Batch(batch));
        }
        trained.Parameters.Should().Equal(byHand.Parameters);
        other.Train(new TrainingOptions { Epochs = 4, BatchSize = 16, ShuffleSeed = -6 });
        other.Parameters.Should().NotEqual(trained.Parameters);
    }

    [Fact]
    public void A_batch_of_all_rows_is_not_shuffled()
    {
        Workout plain = new(), shuffled = new();
        plain.Train(new TrainingOptions { Epochs = 3 });
        shuffled.Train(new TrainingOptions { Epochs = 3, BatchSize = 1000, ShuffleSeed = 1 });
        shuffled.Parameters.Should().Equal(plain.Parameters);
    }

    [Fact]
    public void Every_epoch_is_reported_once_with_its_numbers()
    {
        var workout = new Workout();
        workout.Train(
            new TrainingOptions { Epochs = 5, BatchSize = 20, Validation = Workout.Unseen, Schedule = Schedule.Linear(0.1, 0.05, 5) });
        workout.Steps.Select(step => step.Epoch).Should().Equal(0, 1, 2, 3, 4);
        workout.Steps.Select(step => step.LearningRate).Should().Equal(Enumerable.Range(0, 5).Select(Schedule.Linear(0.1, 0.05, 5).At));
        workout.Steps[^1].ValidationLoss.Should().Be(workout.Tape.Mean(Workout.Unseen.Rows), "it is that of the end of the epoch");
        new Workout().Train(new TrainingOptions()).Epochs.Should().Be(100);
    }

    [Fact]
    public void A_plain_delegate_is_called_after_each_epoch_on_the_training_thread()
    {
        var workout = new Workout();
        var calls = new List<(EpochReport Step, int Reported, int Thread)>();
        Action<EpochReport> onEpoch = step => calls.Add((step, workout.Steps.Count, Environment.CurrentManagedThreadId));
        workout.Train(new TrainingOptions { Epochs = 3, OnEpoch = onEpoch });
        calls.Should().Equal(workout.Steps.Select((step, i) => (step, i + 1, Environment.CurrentManagedThreadId)));
        workout.Optimizer.StepCount.Should().Be(3);
        int alone = 0;
        Trainer.Train(workout.Tape, Workout.Data, workout.Optimizer, new TrainingOptions { Epochs = 2, OnEpoch = _ => alone++ });
        alone.Should().Be(2, "it needs no Progress");
    }

    [Fact]
    public void The_result_is_of_the_parameters_that_the_model_holds()
    {
        var workout = new Workout();
        var result = workout.Train(new TrainingOptions { Epochs = 5, BatchSize = 20, Validation = Workout.Unseen });
        double loss = workout.Tape.Mean(Workout.Data.Rows), validation = workout.Tape.Mean(Workout.Unseen.Rows);
        result.Should().Be(new TrainingResult(loss, validation, 5, null, StopReason.Completed));
        Trainer.Train(workout.Tape, Workout.Data, workout.Optimizer).ValidationLoss.Should().BeNull();
    }

    [Fact]
    public void Numbers_are_written_the_same_everywhere()
    {
        new EpochReport(3, 0.25, 0.5, 0.1).ToString().Should().Be("epoch 3: loss 0.25, validation loss 0.5, rate 0.1");
        new EpochReport(3, 0.25, null, 0.1).ToString().Should().Be("epoch 3: loss 0.25, rate 0.1");
        new TrainingResult(0.25, 0.5, 40, 29, StopReason.EarlyStopped).ToString()
            .Should().Be("EarlyStopped after 40 epochs: loss 0.25, validation loss 0.5, of epoch 29");
        new TrainingResult(0.25, null, 40, null, StopReason.Completed).ToString().Should().Be("Completed after 40 epochs: loss 0.25");
    }

    [Fact]
    public void A_schedule_counts_epochs_or_steps()
    {
        var asked = new List<int>();
        var schedule = new Schedule("asked", step =>
        {
            asked.Add(step);
            return 0.001 * (step + 1);
        });
        var workout = new Workout();
        workout.Train(new TrainingOptions { Epochs = 3, BatchSize = 25, Schedule = schedule });
        asked.Should().Equal(0, 1, 2);
        asked.Clear();
        workout.Train(new TrainingOptions { Epochs = 3, BatchSize = 25, Schedule = schedule, ScheduleUnit = ScheduleUnit.Step });
        asked.Should().Equal(0, 1, 2, 3, 4, 5);
        workout.Steps[^1].LearningRate.Should().Be(0.006);
        workout.Optimizer.LearningRate.Should().Be(0.006);
    }

    [Fact]
    public void A_schedule_that_gives_no_rate_is_named()
    {
        var workout = new Workout();
        workout.Invoking(w => w.Train(new TrainingOptions { Schedule = new Schedule("bad", _ => double.NaN) }))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("LearningRate must be finite and at least 0, but was NaN.*");
    }

    [Fact]
    public void Gradients_are_clipped_before_the_step()
    {
        Workout trained = new("sgd"), byHand = new("sgd");
        trained.Train(new TrainingOptions { Epochs = 3, MaxGradientNorm = 0.01 });
        for (int epoch = 0; epoch < 3; epoch++)
        {
            byHand.Optimizer.ZeroGrad();
            byHand.Tape.Backward(Workout.Data.Rows);
            GradientClipping.ClipByNorm(byHand.Model.Parameters, 0.01).Should().BeGreaterThan(0.01);
            byHand.Optimizer.Step();
        }
        trained.Parameters.Should().Equal(byHand.Parameters);
    }

    [Fact]
    public void Parameters_that_the_optimiser_was_not_given_stay()
    {
        var workout = new Workout();
        double[] before = workout.Parameters;
        Trainer.Train(workout.Tape, Workout.Data, new Sgd([.. workout.Model.Parameters.Skip(15)], 0.1), new TrainingOptions { Epochs = 2 });
        workout.Parameters[..15].Should().Equal(before[..15]);
        workout.Parameters[15..].Should().NotEqual(before[15..]);
    }

    [Fact]
    public void A_batch_allocates_nothing()
    {
        var options = new TrainingOptions
        {
            BatchSize = 10,
            ShuffleSeed = 1,
            Validation = Workout.Unseen,
            Patience = 100,
            MaxGradientNorm = 1,
            Schedule = Schedule.Constant(0.01),
        };
        Node a = 0.5, b = -0.5;
        // products and sums only: in other operators, code of the framework may allocate until it is fully optimised
        var tape = Tape.Record(3, row => (a * row[0] + b * row[1] - row[2]) * (a * row[0] + b * row[1] - row[2]));
        var optimizer = new Adam([a, b]);
        Bytes(40);
        Bytes(40).Should().Be(Bytes(1));

        long Bytes(int epochs)
        {
            var sized = options with { Epochs = epochs };
            return Allocated.By(() => Trainer.Train(tape, Workout.Data, optimizer, sized));
        }
    }

    [Fact]
    public void A_cancelled_training_stops_before_the_next_batch_with_the_parameters_of_the_last_step()
    {
        using var source = new CancellationTokenSource();
        Workout cancelled = new(), byHand = new();
        var schedule = new Schedule("cancels in batch 6", step =>
        {
            if (step == 6) source.Cancel();
            return 0.01;
        });
        byHand.Optimizer.LearningRate = 0.01;
        var options =
            new TrainingOptions { BatchSize = 20, Schedule = schedule, ScheduleUnit = ScheduleUnit.Step, CancellationToken = source.Token };
        cancelled.Invoking(w => w.Train(options))
            .Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
        cancelled.Steps.Should().HaveCount(2, "three batches are an epoch");
        cancelled.Optimizer.StepCount.Should().Be(7);
        byHand.Train(new TrainingOptions { Epochs = 2, BatchSize = 20 });
        Step(byHand, Workout.Data.Rows[..60]);
        cancelled.Parameters.Should().Equal(byHand.Parameters);
        cancelled.Invoking(w => w.Train(options)).Should().Throw<OperationCanceledException>();
        cancelled.Parameters.Should().Equal(byHand.Parameters, "nothing moves when it was cancelled before");
    }

    [Fact]
    public void What_does_not_fit_together_is_named_and_changes_nothing()
    {
        var w = new Workout();
        double[] before = w.Parameters;
        var data = Workout.Data;
        var empty = new Dataset(data.ColumnNames, []);
        var narrow = new Dataset(["x0"], [1]);
        var two = Tape.Record(3, row => w.Model.Forward(row[..2])[0] is var y ? [y, y] : []);
        var foreign = new Sgd([w.Model.Parameters[0], 1.0], 0.1);
        (Action Train, string Message)[] wrong =
        [
            (() => Trainer.Train(two, data, w.Optimizer), "tape must have 1 output, the loss of a row, but has 2.*"),
            (() => Trainer.Train(w.Tape, empty, w.Optimizer), "dataset must have at least 1 row, but was empty.*"),
            (() => Trainer.Train(w.Tape, narrow, w.Optimizer), "dataset must have 3 columns, like the tape, but has 1.*"),
            (() => w.Train(new TrainingOptions { Validation = empty }), "Validation must have at least 1 row, but was empty.*"),
            (() => w.Train(new TrainingOptions { Validation = narrow }), "Validation must have 3 columns, like the tape, but has 1.*"),
            (
                () => Trainer.Train(w.Tape, data, foreign),
                "optimizer must hold only parameters of the tape, but its parameter 1 is not one of the 21 of the tape.*"),
            (
                () => w.Train(new TrainingOptions { Epochs = 2, ResumeFrom = Checkpoint.Of(w.Optimizer, 3) }),
                "Epochs must be at least the 3 of ResumeFrom, but was 2.*"),
            (
                () => w.Train(new TrainingOptions { ResumeFrom = Checkpoint.Of(foreign, 3) }),
                "optimizer must have 2 parameters, like the checkpoint, but has 21.*"),
            (
                () => w.Train(new TrainingOptions { ResumeFrom = Checkpoint.Of(new Sgd(w.Model.Parameters, 1), 3) }),
                "state must be that of Adam, but was that of Sgd.*"),
        ];
        foreach (var (train, message) in wrong) train.Should().Throw<ArgumentException>().WithMessage(message);
        w.Invoking(_ => w.Train(new TrainingOptions { CheckpointPath = Path.Combine("no such folder", "c.json") }))
            .Should().Throw<DirectoryNotFoundException>()
            .WithMessage("CheckpointPath must lie in a folder that exists, but there is no '*no such folder'.");
        foreach (string folder in new[] { "/", Path.GetTempPath(), Path.TrimEndingDirectorySeparator(Path.GetTempPath()) })
        {
            w.Invoking(_ => w.Train(new TrainingOptions { CheckpointPath = folder }))
                .Should().Throw<ArgumentException>().WithMessage($"CheckpointPath must be a file, but '{folder}' is a folder.*");
        }
        ((Action)(() => Trainer.Train(null!, data, w.Optimizer))).Should().Throw<ArgumentNullException>().WithParameterName("tape");
        ((Action)(() => Trainer.Train(w.Tape, null!, w.Optimizer))).Should().Throw<ArgumentNullException>().WithParameterName("dataset");
        ((Action)(() => Trainer.Train(w.Tape, data, null!))).Should().Throw<ArgumentNullException>().WithParameterName("optimizer");
        w.Parameters.Should().Equal(before);
        w.Optimizer.StepCount.Should().Be(0);
    }

    [Fact]
    public void Wrong_options_are_named()
    {
        (Action Make, string Message)[] wrong =
        [
            (() => _ = new TrainingOptions { Epochs = 0 }, "Epochs must be at least 1, but was 0.*"),
            (() => _ = new TrainingOptions { BatchSize = 0 }, "BatchSize must be at least 1, but was 0.*"),
            (() => _ = new TrainingOptions { Patience = -1 }, "Patience must be at least 1, but was -1.*"),
            (
                () => _ = new TrainingOptions { MinimumImprovement = double.NaN },
                "MinimumImprovement must be finite and at least 0, but was NaN.*"),
            (() => _ = new TrainingOptions { MaxGradientNorm = double.NaN }, "MaxGradientNorm must be at least 0, but was NaN.*"),
            (() => _ = new TrainingOptions { CheckpointEvery = 0 }, "CheckpointEvery must be at least 1, but was 0.*"),
            (() => _ = new TrainingOptions { ScheduleUnit = (ScheduleUnit)7 }, "ScheduleUnit must be Epoch or Step, but was 7.*"),
        ];
        foreach (var (make, message) in wrong) make.Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
        ((Action)(() => _ = new TrainingOptions { ModelDescription = "" }))
            .Should().Throw<ArgumentException>().WithParameterName("ModelDescription");
        ((Action)(() => _ = new TrainingOptions { CheckpointPath = " " }))
            .Should().Throw<ArgumentException>().WithParameterName("CheckpointPath");
    }

    /// <summary>A step as a user writes it.</summary>
    private static double Step(Workout workout, ReadOnlySpan<double> rows)
    {
        workout.Optimizer.ZeroGrad();
        double loss = workout.Tape.Backward(rows);
        workout.Optimizer.Step();
        return loss;
    }
}
