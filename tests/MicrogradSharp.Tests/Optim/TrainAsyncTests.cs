using MicrogradSharp.Optim;

namespace MicrogradSharp.Tests.Optim;

/// <summary>Training over gradients that are computed elsewhere.</summary>
public sealed class TrainAsyncTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("microgradsharp-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_steps_are_those_of_the_trainer_on_the_same_rows()
    {
        var options = new TrainingOptions { Epochs = 9, Schedule = Schedule.Cosine(0.05, 9), MaxGradientNorm = 0.5 };
        foreach (string optimizer in Workout.Optimizers.Keys)
        {
            var here = new Workout(optimizer);
            var expected = here.Train(options);
            var there = new Workout(optimizer);
            var steps = new List<EpochReport>();
            var result = await Trainer.TrainAsync(Objective(there), there.Optimizer, options with { OnEpoch = steps.Add });
            result.Should().Be(expected);
            there.Parameters.Should().Equal(here.Parameters);
            steps.Should().Equal(here.Steps);
        }
    }

    [Fact]
    public async Task Each_batch_is_a_step_and_training_resumes_with_the_same_bits()
    {
        var whole = new Workout();
        var options = new TrainingOptions { Epochs = 6 };
        var result = await Trainer.TrainAsync(Objective(whole), whole.Optimizer, options, Batches(whole));
        whole.Optimizer.StepCount.Should().Be(12);

        string path = Path.Combine(_folder, "run.json");
        var first = new Workout();
        await Trainer.TrainAsync(Objective(first), first.Optimizer, options with { Epochs = 4, CheckpointPath = path }, Batches(first));
        var second = new Workout();
        var resumed = await Trainer.TrainAsync(
            Objective(second), second.Optimizer, options with { ResumeFrom = Checkpoint.Load(path) }, Batches(second));
        resumed.Should().Be(result);
        second.Parameters.Should().Equal(whole.Parameters);
    }

    [Fact]
    public async Task A_loss_that_is_not_finite_stops_it_with_the_last_good_parameters()
    {
        int calls = 0;
        double[] before = [];
        var optimizer = new Sgd([1.0, 2.0], 0.1);
        var objective = new DelayedObjective(2, (x, gradient) =>
        {
            if (++calls == 3) return double.NaN;
            before = x.ToArray();
            gradient.Fill(1);
            return 1;
        });
        Func<Task> train = () => Trainer.TrainAsync(objective, optimizer);
        await train.Should().ThrowAsync<NonFiniteTrainingException>()
            .WithMessage("The loss must be finite, but was NaN in epoch 2, batch 0.*");
        optimizer.Parameters.Select(parameter => parameter.Data).Should().Equal(before, "the step that led there is taken back");
    }

    [Fact]
    public async Task A_gradient_that_the_objective_does_not_write_stops_it()
    {
        var optimizer = new Sgd([1.0, 2.0], 0.1);
        Func<Task> train = () => Trainer.TrainAsync(new DelayedObjective(2, (_, _) => 1), optimizer);
        await train.Should().ThrowAsync<NonFiniteTrainingException>();
        optimizer.Parameters.Select(parameter => parameter.Data).Should().Equal(1, 2);
    }

    [Fact]
    public async Task An_epoch_reports_the_mean_of_its_batches_and_the_rate_of_its_last_step()
    {
        var reports = new List<EpochReport>();
        var schedule = Schedule.Linear(1, 0, steps: 10);
        var options = new TrainingOptions { Epochs = 2, Schedule = schedule, ScheduleUnit = ScheduleUnit.Step, OnEpoch = reports.Add };
        DelayedObjective[] batches = [Flat(1), Flat(2), Flat(6)];
        var result = await Trainer.TrainAsync(Flat(7), new Sgd([1.0, 2.0], 0.1), options, batches);
        reports.Should().Equal(new EpochReport(0, 3, null, schedule.At(2)), new EpochReport(1, 3, null, schedule.At(5)));
        result.Loss.Should().Be(7);

        static DelayedObjective Flat(double value) => new(2, (_, gradient) =>
        {
            gradient.Clear();
            return value;
        });
    }

    [Fact]
    public async Task Cancellation_reaches_the_objective()
    {
        using var source = new CancellationTokenSource();
        var objective = new DelayedObjective(2, (_, gradient) =>
        {
            gradient.Clear();
            return 1;
        });
        var options = new TrainingOptions { CancellationToken = source.Token, OnEpoch = _ => source.Cancel() };
        Func<Task> train = () => Trainer.TrainAsync(objective, new Sgd([1.0, 2.0], 0.1), options);
        await train.Should().ThrowAsync<OperationCanceledException>();
        objective.Evaluations.Should().Be(1);
        objective.Token.Should().Be(source.Token);
    }

    [Fact]
    public void Options_about_rows_are_refused()
    {
        var workout = new Workout();
        Refuses(new TrainingOptions { BatchSize = 2 }, "BatchSize must be null: the objective decides on its rows.*");
        Refuses(new TrainingOptions { ShuffleSeed = 2 }, "ShuffleSeed must be null*");
        Refuses(new TrainingOptions { Validation = Workout.Data }, "Validation must be null*");
        Refuses(new TrainingOptions { Patience = 2 }, "Patience must be null*");
        Refuses(new TrainingOptions { CheckpointPath = _folder }, "CheckpointPath must be a file*");
        Action none = () => Trainer.TrainAsync(Objective(workout), workout.Optimizer, batches: []);
        none.Should().Throw<ArgumentException>().WithMessage("batches must hold at least 1 objective, but was empty.*");
        Action other = () => Trainer.TrainAsync(new DelayedObjective(2, (_, _) => 0), workout.Optimizer);
        other.Should().Throw<ArgumentException>().WithMessage("objective must have 21 parameters, like the optimizer, but has 2.*");

        void Refuses(TrainingOptions options, string message)
        {
            Action train = () => Trainer.TrainAsync(Objective(workout), workout.Optimizer, options);
            train.Should().Throw<ArgumentException>().WithMessage(message);
        }
    }

    private static RowsObjective Objective(Workout workout) =>
        new(workout.Tape, Workout.Data.Rows.ToArray(), workout.Model.Parameters);

    private static RowsObjective[] Batches(Workout workout) =>
    [
        new(workout.Tape, Workout.Data.Rows[..75].ToArray(), workout.Model.Parameters),
        new(workout.Tape, Workout.Data.Rows[75..].ToArray(), workout.Model.Parameters),
    ];
}
