using MicrogradSharp.Optim;

namespace MicrogradSharp.Tests.Optim;

/// <summary>Training that is interrupted and resumed gives results that are bit-identical to those of uninterrupted training.</summary>
public sealed class ResumeTests : IDisposable
{
    private const int Epochs = 12;

    private readonly string _folder = Directory.CreateTempSubdirectory("microgradsharp-").FullName;

    public static TheoryData<string> Optimizers => [.. Workout.Optimizers.Keys];

    private string FilePath => Path.Combine(_folder, "run.json");

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void At_every_epoch(string optimizer)
    {
        foreach (var options in Ways())
        {
            var whole = new Workout(optimizer);
            var result = whole.Train(options);
            for (int epochs = 1; epochs < Epochs; epochs++)
            {
                new Workout(optimizer).Train(options with { Epochs = epochs, CheckpointPath = FilePath, CheckpointEvery = 5 });
                ShouldEndAlike(whole, result, options, optimizer);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void After_a_cancellation_in_the_middle_of_an_epoch(string optimizer)
    {
        foreach (var options in Ways())
        {
            var whole = new Workout(optimizer);
            var result = whole.Train(options);
            using var source = new CancellationTokenSource();
            int batches = 0;
            var schedule = new Schedule("cancels", step =>
            {
                if (++batches == 9 || step == 17) source.Cancel();
                return options.Schedule!.At(step);
            });
            var cancelled = options with
            {
                Schedule = schedule,
                CancellationToken = source.Token,
                CheckpointPath = FilePath,
                CheckpointEvery = 2,
            };
            new Workout(optimizer).Invoking(w => w.Train(cancelled)).Should().Throw<OperationCanceledException>();
            Checkpoint.Load(FilePath).Epochs.Should().BeInRange(2, 8);
            ShouldEndAlike(whole, result, options, optimizer);
        }
    }

    [Fact]
    public void After_it_stopped_early_nothing_more_happens()
    {
        var options = new TrainingOptions
        {
            Epochs = 200,
            Patience = 2,
            BatchSize = 16,
            Validation = Workout.Unseen,
            CheckpointPath = FilePath,
            CheckpointEvery = 1000,
        };
        var whole = new Workout("sgd, Nesterov");
        var result = whole.Train(options);
        result.StopReason.Should().Be(StopReason.EarlyStopped);
        Checkpoint.Load(FilePath).Epochs.Should().Be(result.Epochs);
        var resumed = new Workout("sgd, Nesterov");
        resumed.Train(options with { ResumeFrom = Checkpoint.Load(FilePath) }).Should().Be(result);
        resumed.Steps.Should().BeEmpty();
        resumed.Parameters.Should().Equal(whole.Parameters);
    }

    [Fact]
    public void Checkpoints_come_every_so_many_epochs_and_at_the_end_before_the_report()
    {
        var seen = new List<int>();
        var workout = new Workout();
        var listener = new Workout.Listener(_ => seen.Add(File.Exists(FilePath) ? Checkpoint.Load(FilePath).Epochs : 0));
        workout.Train(new TrainingOptions { Epochs = 8, CheckpointPath = FilePath, CheckpointEvery = 3, Progress = listener });
        seen.Should().Equal(0, 0, 3, 3, 3, 6, 6, 8);
        seen.Clear();
        workout.Train(
            new TrainingOptions { Epochs = 10, CheckpointPath = FilePath, Progress = listener, ResumeFrom = Checkpoint.Load(FilePath) });
        seen.Should().Equal(9, 10);
    }

    [Fact]
    public void Another_batch_size_or_shuffle_seed_went_unnoticed()
    {
        const string Remedy = " For other batches, call Restore on the checkpoint and train without ResumeFrom.*";
        var options = new TrainingOptions { Epochs = 2, BatchSize = 16, ShuffleSeed = -7, CheckpointPath = FilePath };
        new Workout().Train(options);
        var checkpoint = Checkpoint.Load(FilePath);
        (checkpoint.BatchSize, checkpoint.ShuffleSeed).Should().Be((16, -7));
        (TrainingOptions Options, string Message)[] wrong =
        [
            (options with { BatchSize = 17 }, "BatchSize must be that of ResumeFrom, 16, but was 17." + Remedy),
            (options with { BatchSize = null }, "BatchSize must be that of ResumeFrom, 16, but was all rows." + Remedy),
            (options with { ShuffleSeed = 8 }, "ShuffleSeed must be that of ResumeFrom, -7, but was 8." + Remedy),
            (options with { ShuffleSeed = null }, "ShuffleSeed must be that of ResumeFrom, -7, but was none." + Remedy),
        ];
        foreach (var (other, message) in wrong) ShouldRefuse(checkpoint, other, message);

        new Workout().Train(options with { BatchSize = null });
        ShouldRefuse(Checkpoint.Load(FilePath), options, "BatchSize must be that of ResumeFrom, all rows, but was 16." + Remedy);
    }

    [Fact]
    public void Options_that_give_the_same_batches_count_as_the_same()
    {
        TrainingOptions[] same =
        [
            new() { BatchSize = Workout.Rows }, new() { BatchSize = 1000, ShuffleSeed = 3 }, new() { ShuffleSeed = 4 }, new(),
        ];
        foreach (var first in same)
        {
            new Workout().Train(first with { Epochs = 1, CheckpointPath = FilePath });
            var checkpoint = Checkpoint.Load(FilePath);
            foreach (var second in same) new Workout().Train(second with { Epochs = 2, ResumeFrom = checkpoint }).Epochs.Should().Be(2);
        }
    }

    [Fact]
    public void Batches_of_a_checkpoint_that_does_not_know_them_may_be_any()
    {
        var workout = new Workout();
        workout.Train(new TrainingOptions { Epochs = 1, BatchSize = 9 });
        Checkpoint.Of(workout.Optimizer, 1).Save(FilePath);
        workout.Train(new TrainingOptions { Epochs = 2, BatchSize = 8, ShuffleSeed = 3, ResumeFrom = Checkpoint.Load(FilePath) })
            .Epochs.Should().Be(2);
    }

    [Fact]
    public void Another_model_with_the_same_number_of_parameters_is_refused()
    {
        var options = new TrainingOptions { Epochs = 1, CheckpointPath = FilePath, ModelDescription = "2-5-1, tanh" };
        new Workout().Train(options);
        var checkpoint = Checkpoint.Load(FilePath);
        checkpoint.ModelDescription.Should().Be("2-5-1, tanh");
        ShouldRefuse(
            checkpoint,
            options with { ModelDescription = "2-5-1, relu" },
            "ModelDescription must be that of the checkpoint, '2-5-1, tanh', but was '2-5-1, relu'.*");
        new Workout().Train(options with { Epochs = 2, ModelDescription = null, ResumeFrom = checkpoint });
        Checkpoint.Load(FilePath).ModelDescription.Should().Be("2-5-1, tanh", "a training that does not say keeps it");
        new Workout().Train(options with { Epochs = 3, ResumeFrom = Checkpoint.Load(FilePath) });
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static IEnumerable<TrainingOptions> Ways()
    {
        var options = new TrainingOptions
        {
            Epochs = Epochs,
            BatchSize = 16,
            ShuffleSeed = 11,
            Schedule = Schedule.Cosine(0.05, Epochs),
            MaxGradientNorm = 0.5,
        };
        yield return options;
        yield return options with
        {
            ScheduleUnit = ScheduleUnit.Step,
            Schedule = Schedule.Cosine(0.1, 40).WithWarmup(5),
            Validation = Workout.Unseen,
            Patience = 4,
        };
        yield return options with { BatchSize = 7, ShuffleSeed = null, Patience = 3, MinimumImprovement = 1e-3 };
    }

    private static void ShouldRefuse(Checkpoint checkpoint, TrainingOptions options, string message)
    {
        var workout = new Workout();
        double[] before = workout.Parameters;
        workout.Invoking(w => w.Train(options with { Epochs = 5, ResumeFrom = checkpoint }))
            .Should().Throw<ArgumentException>().WithMessage(message).WithParameterName(nameof(options));
        workout.Parameters.Should().Equal(before);
        workout.Optimizer.StepCount.Should().Be(0);
    }

    private void ShouldEndAlike(Workout whole, TrainingResult result, TrainingOptions options, string optimizer)
    {
        var checkpoint = Checkpoint.Load(FilePath);
        var resumed = new Workout(optimizer);
        resumed.Train(options with { ResumeFrom = checkpoint }).Should().Be(result);
        resumed.Parameters.Should().Equal(whole.Parameters);
        resumed.Steps.Should().Equal(whole.Steps.Skip(checkpoint.Epochs));
        var (state, expected) = (resumed.Optimizer.GetState(), whole.Optimizer.GetState());
        (state.StepCount, state.LearningRate).Should().Be((expected.StepCount, expected.LearningRate));
        foreach (var (name, numbers) in expected.Buffers) state.Buffers[name].ToArray().Should().Equal(numbers.ToArray());
    }
}
