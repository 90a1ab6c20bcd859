using System.Globalization;
using System.Text.Json;
using MicrogradSharp.Datasets;
using MicrogradSharp.Tests.Conventions;
using Playground.Addresses;
using Playground.Tabs.Network;

namespace MicrogradSharp.Tests.Samples.Playground.Network;

public sealed class NetworkTrainingTests
{
    private static readonly string s_losses = Path.Combine(Repository.Root, "tests", "Browser", "playground", "network-losses.json");

    private static readonly string[] s_browserRuns =
    [
        "steps=200",
        "data=blobs&noise=0.5&layers=8.ReLU,8.ReLU&steps=200",
        "data=spirals&layers=6.sin,4.GELU&opt=momentum&schedule=cosine&over=500&batch=16&penalty=l2&steps=150",
    ];

    [Fact]
    public void The_losses_are_those_that_the_browser_is_tested_with()
    {
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1") Write();
        using var file = JsonDocument.Parse(File.ReadAllText(s_losses));
        file.RootElement.EnumerateArray().Select(run => run.GetProperty("fields").GetString()).Should().Equal(s_browserRuns);
        foreach (var run in file.RootElement.EnumerateArray())
        {
            string fields = run.GetProperty("fields").GetString()!;
            var (training, validation) = Measured(fields);
            // platforms differ in the functions of their C libraries
            training.Should().BeApproximately(run.GetProperty("training").GetDouble(), 1e-12, fields);
            validation.Should().BeApproximately(run.GetProperty("validation").GetDouble(), 1e-12, fields);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_losses_and_another_one_others()
    {
        var state = NetworkState.Default with { Steps = 20, Batch = 16 };

        Trained(state).Measure().Should().Be(Trained(state).Measure());
        Trained(state).Measure().Should().NotBe(Trained(state with { Seed = 2 }).Measure());
    }

    [Fact]
    public void The_penalty_moves_the_weights_but_is_not_part_of_the_loss()
    {
        var plain = new NetworkTraining(NetworkState.Default);
        var penalised = new NetworkTraining(NetworkState.Default with { Penalty = "l2", Strength = 1 });

        penalised.Measure().Should().Be(plain.Measure());
        plain.Step();
        penalised.Step();
        penalised.Measure().Should().NotBe(plain.Measure());
    }

    [Fact]
    public void A_loss_that_is_not_finite_stops_the_training()
    {
        var state = NetworkState.Default with { Optimizer = "sgd", Rate = 10, Layers = "8.linear,8.linear,8.linear" };
        var training = new NetworkTraining(state);

        for (int i = 0; i < 2000; i++) training.Step();

        training.HasDiverged.Should().BeTrue();
        training.CanStep.Should().BeFalse();
        training.Steps.Should().BeLessThan(2000);
    }

    [Fact]
    public void Without_points_there_is_nothing_to_train_on()
    {
        var training = new NetworkTraining(NetworkState.Default with { Dataset = NetworkState.OwnName });

        training.Step();

        (training.CanStep, training.Steps, training.Losses.Count).Should().Be((false, 0, 0));
        new NeuronMaps(training).Levels(null).Should().OnlyContain(level => level == 0.5);
    }

    [Fact]
    public void Losses_and_path_stay_short_and_start_at_the_first_step()
    {
        var training = Trained(NetworkState.Default with { Steps = 3000, Count = 20, Layers = "2.tanh" });

        training.Losses.Count.Should().BeInRange(100, 240);
        training.Path.Count.Should().BeInRange(40, 96);
        training.Losses[0].Step.Should().Be(0);
        training.Losses[^1].Step.Should().BeGreaterThan(2900);
    }

    [Fact]
    public void Validation_points_are_those_that_training_does_not_see()
    {
        var training = new NetworkTraining(NetworkState.Default);

        (training.Training.RowCount, training.Validation!.RowCount).Should().Be((200, 50));
        Rows(training.Training).Concat(Rows(training.Validation)).Should().BeEquivalentTo(Rows(training.Points.All));

        static IEnumerable<string> Rows(Dataset points) =>
            Enumerable.Range(0, points.RowCount).Select(i => string.Join(' ', points.Row(i).ToArray()));
    }

    private static void Write()
    {
        var runs = s_browserRuns.Select(fields =>
        {
            var (training, validation) = Measured(fields);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"  {{ \"fields\": \"{fields}\", \"training\": {training:R}, \"validation\": {validation:R} }}");
        });
        File.WriteAllText(s_losses, $"[\n{string.Join(",\n", runs)}\n]\n");
    }

    private static (double Training, double? Validation) Measured(string fields) =>
        Trained(NetworkState.Parse(Fields.Parse(fields))).Measure();

    private static NetworkTraining Trained(NetworkState state)
    {
        var training = new NetworkTraining(state);
        while (training.CanStep && training.Steps < state.Steps) training.Step();
        return training;
    }
}
