using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using MicrogradSharp.Datasets;
using MicrogradSharp.Nn;
using MicrogradSharp.Optim;
using MicrogradSharp.Tests.Foundation;
using Moons;

namespace MicrogradSharp.Tests.Samples;

public sealed class MoonsTrainerTests : IDisposable
{
    private readonly MoonsProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public void Two_spirals_are_learnt_to_the_last_row()
    {
        Train("--dataset", "spirals", "--optimizer", "adam", "--activation", "tanh", "--epochs", "200", "--batch", "32");

        _program.Output.Should().Contain("after 200 epochs of Adam at the rate 0.02 on 375 rows:")
            .And.Contain("accuracy 100.0 %, validation 100.0 %");
        _program.Output.Should().NotContain("eager,", "the engines are the demo's").And.Contain("o label -1   x label 1");
        foreach (string file in new[] { "moons.png", "moons.svg", "loss.png" }) _program.Output.Should().Contain($"wrote {InFolder(file)}");
    }

    [Fact]
    public void Every_epoch_shows_the_loss_of_training_and_validation_and_repeats()
    {
        string[] first = Epochs("--epochs", "3"), again = Epochs("--epochs", "3");

        first.Should().HaveCount(3).And.Equal(again)
            .And.OnlyContain(line => Regex.IsMatch(line, @"^epoch \d  loss \d\.\d{6}  validation \d\.\d{6}$"));
        Epochs("--epochs", "3", "--validation", "0").Should().OnlyContain(line => !line.Contains("validation"));
    }

    [Fact]
    public void Every_option_of_the_trainer_changes_the_run()
    {
        string[][] runs =
        [
            [], ["--optimizer", "sgd"], ["--rate", "0.001"], ["--activation", "tanh"], ["--batch", "10"], ["--validation", "0.5"],
            ["--seed", "2"], ["--dataset", "circles"],
        ];

        runs.Select(run => Epochs([.. run, "--epochs", "1"]).Single()).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Generated_rows_have_their_shape_number_and_noise()
    {
        Rows("--dataset", "Circles", "--rows", "6", "--noise", "0").Should().Equal(Dataset.Circles(6, 0, new Random(3)).Rows.ToArray());
        Rows("--dataset", "spirals", "--rows", "7").Should().Equal(Dataset.Spirals(7, 0, new Random(3)).Rows.ToArray());
        Rows("--dataset", "circles").Should().Equal(Dataset.Circles(500, 0.05, new Random(3)).Rows.ToArray());
        Rows("--rows", "8").Should().Equal(Dataset.Moons(8, 0.1, new Random(3)).Rows.ToArray());
        Rows("--noise", "0.2").Should().Equal(Dataset.Moons(100, 0.2, new Random(3)).Rows.ToArray());
        Rows().Should().Equal(MicrogradDemo.Points().Rows.ToArray());

        static double[] Rows(params string[] args)
        {
            var options = RunOptions.ForTrain();
            var command = new RootCommand();
            options.AddTo(command);
            return options.ReadRows(command.Parse(args), new Random(3)).Rows.ToArray();
        }
    }

    [Theory]
    [InlineData("sgd", typeof(Sgd), 0.1)]
    [InlineData("Adam", typeof(Adam), 0.02)]
    [InlineData("adamw", typeof(AdamW), 0.02)]
    [InlineData("RMSprop", typeof(RmsProp), 0.01)]
    [InlineData("adagrad", typeof(Adagrad), 0.1)]
    public void Options_become_what_the_trainer_is_asked_for(string optimizer, Type type, double rate)
    {
        string path = InFolder("m.json");
        string[] options =
        [
            "--optimizer", optimizer, "--dataset", "Circles", "--rows", "50", "--activation", "GELU",
            "--epochs", "1", "--batch", "9", "--validation", "0.5", "--seed", "-3",
        ];

        Train([.. options, "--save", path]);
        _program.Output
            .Should().Contain($"after 1 epoch of {type.Name} at the rate {rate.ToString(CultureInfo.InvariantCulture)} on 25 rows:");
        var checkpoint = Checkpoint.Load($"{path}.checkpoint");
        checkpoint.ModelDescription.Should().Be("2-16-16-1, GELU, GELU, Linear");
        checkpoint.BatchSize.Should().Be(9);
        checkpoint.ShuffleSeed.Should().Be(-3);
        Train([.. options, "--rate", "0.5"]);
        _program.Output.Should().Contain($"after 1 epoch of {type.Name} at the rate 0.5 on 25 rows:");
    }

    [Fact]
    public void A_csv_file_is_a_dataset_by_either_name()
    {
        string path = InFolder("rows.csv");
        Dataset.Circles(count: 40, noise: 0, new Random(1)).WriteCsv(path);

        string[] epochs = Epochs("--dataset", path, "--epochs", "2");

        _program.Output.Should().Contain("on 30 rows:");
        Epochs("--data", path, "--epochs", "2").Should().Equal(epochs);
    }

    [Theory]
    [InlineData("m.json")]
    [InlineData("m.safetensors")]
    public void A_resumed_run_leaves_the_very_files_of_one_without_a_break(string name)
    {
        string[] options = ["--dataset", "circles", "--rows", "40", "--activation", "tanh", "--batch", "8"];
        string whole = InFolder($"whole-{name}"), parts = InFolder($"parts-{name}");

        Train([.. options, "--epochs", "5", "--save", whole]);
        Train([.. options, "--epochs", "2", "--save", parts]);
        Files(parts).Should().NotEqual(Files(whole));
        string[] resumed = Epochs([.. options, "--epochs", "5", "--resume", parts]);

        Files(parts).Should().Equal(Files(whole));
        resumed.Should().HaveCount(3).And.StartWith(resumed.First(line => line.StartsWith("epoch 2", StringComparison.Ordinal)));
    }

    [Fact]
    public void Two_models_of_one_name_and_two_formats_got_each_others_weights()
    {
        string json = InFolder("k.json"), safetensors = InFolder("k.safetensors"), alone = InFolder("alone.json");
        Train("--activation", "relu", "--epochs", "2", "--save", alone);
        Train("--activation", "relu", "--epochs", "2", "--save", json);
        Train("--activation", "tanh", "--epochs", "2", "--save", safetensors);
        Checkpoint.Load($"{json}.checkpoint").ModelDescription.Should().Be("2-16-16-1, ReLU, ReLU, Linear");

        Train("--epochs", "3", "--resume", json);
        Train("--epochs", "3", "--resume", alone);
        Files(json).Should().Equal(Files(alone));
        Train("--epochs", "3", "--resume", safetensors);

        File.Copy($"{safetensors}.checkpoint", $"{json}.checkpoint", overwrite: true);
        string before = File.ReadAllText(json);
        Refused("--epochs", "4", "--resume", json).Should().Be(
            $"error: {json}.checkpoint: the checkpoint must be of the model in {json}, 2-16-16-1, ReLU, ReLU, Linear, "
            + "but is of '2-16-16-1, Tanh, Tanh, Linear'.");
        File.ReadAllText(json).Should().Be(before);
    }

    [Fact]
    public void A_checkpoint_under_its_earlier_name_is_found_when_its_parameters_are_those_of_the_model()
    {
        string json = InFolder("k.json");
        string safetensors = InFolder("k.safetensors");
        string earlier = InFolder("k.checkpoint.json");
        string whole = InFolder("whole.json");
        Train("--activation", "tanh", "--epochs", "3", "--save", whole);
        Train("--activation", "relu", "--epochs", "2", "--save", safetensors);
        Train("--activation", "tanh", "--epochs", "2", "--save", json);
        File.WriteAllText(earlier, Regex.Replace(File.ReadAllText($"{json}.checkpoint"), "\"(model\":\"[^\"]*\"|batches\":{[^}]*}),", ""));
        Checkpoint.Load(earlier).ModelDescription.Should().BeNull();
        File.Delete($"{json}.checkpoint");
        File.Delete($"{safetensors}.checkpoint");

        Refused("--epochs", "3", "--resume", safetensors).Should().Be(
            $"error: {safetensors}.checkpoint: there is no such file, and {earlier} may be of another model: "
            + $"its parameters are not those of {safetensors}. If it is of this one, give it that name.");
        Train("--epochs", "3", "--resume", json);
        Files(json).Should().Equal(Files(whole));
    }

    [Fact]
    public void A_checkpoint_that_another_program_wrote_from_other_batches_is_refused()
    {
        string path = InFolder("m.json");
        Train("--epochs", "1", "--save", path);
        string checkpoint = File.ReadAllText($"{path}.checkpoint");
        checkpoint = Regex.Replace(checkpoint, "\"batches\":{[^}]*}", "\"batches\":{\"size\":null,\"shuffleSeed\":null}");
        File.WriteAllText($"{path}.checkpoint", checkpoint);

        Refused("--epochs", "2", "--resume", path).Should().StartWith(
            $"error: {path}: its checkpoint does not fit this training: BatchSize must be that of ResumeFrom, all rows, but was 32.");
    }

    [Fact]
    public void A_resumed_run_that_saves_elsewhere_leaves_its_start_as_it_was()
    {
        string start = InFolder("start.json"), end = InFolder("end.json");
        Train("--epochs", "1", "--save", start);
        string before = Files(start)[0];

        Train("--epochs", "2", "--resume", start, "--save", end);

        Files(start)[0].Should().Be(before);
        Files(end)[0].Should().NotBe(before);
    }

    [Fact]
    public void A_rate_given_on_the_way_holds_from_there_and_otherwise_that_of_before()
    {
        string path = InFolder("m.json");
        Train("--epochs", "1", "--rate", "0.005", "--save", path);

        Train("--epochs", "2", "--resume", path);
        _program.Output.Should().Contain("at the rate 0.005").And.NotContain("the rate is");
        Train("--epochs", "3", "--resume", path, "--rate", "0.25");
        _program.Output.Should()
            .StartWith($"the rate is 0.25 from epoch 2 on; the checkpoint has 0.005{Environment.NewLine}epoch 2")
            .And.Contain("at the rate 0.25");
        Train("--epochs", "4", "--resume", path, "--rate", "0.25");
        _program.Output.Should().Contain("at the rate 0.25").And.NotContain("the rate is");
    }

    [Theory]
    [InlineData("demo", "--steps", "2")]
    [InlineData("train", "--epochs", "2")]
    public void A_model_saved_to_a_device_leaves_no_checkpoint_beside_it_and_the_run_says_so(params string[] args)
    {
        string device = SpecialFile.Null(_program.Folder);

        _program.Run([.. args, "--save", device, "--out", _program.Folder]).Should().Be(Application.Success, _program.Error);

        string[] lines = _program.Output.Split(Environment.NewLine);
        lines[0].Should().Be($"{device} is a pipe or a device: no checkpoint is saved, and the training cannot be resumed");
        lines.Should().Contain($"wrote {device}").And.NotContain($"wrote {device}.checkpoint");
        File.Exists($"{device}.checkpoint").Should().BeFalse();
    }

    [Theory]
    [InlineData("demo", "--steps", "2")]
    [InlineData("train", "--epochs", "2")]
    public async Task A_pipe_receives_the_model_once(params string[] args)
    {
        string pipe = SpecialFile.Pipe(_program.Folder), file = InFolder("m.json");
        _program.Run([.. args, "--save", file, "--out", _program.Folder]).Should().Be(Application.Success, _program.Error);
        var reader = Task.Run(() => File.ReadAllText(pipe), TestContext.Current.CancellationToken);

        var run = Task.Run(() => _program.Run([.. args, "--save", pipe, "--out", _program.Folder]), TestContext.Current.CancellationToken);

        (await run.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken))
            .Should().Be(Application.Success, _program.Error);
        (await reader).Should().Be(File.ReadAllText(file));
        File.Exists($"{pipe}.checkpoint").Should().BeFalse();
    }

    [Fact]
    public void An_empty_file_and_a_link_get_a_checkpoint_beside_them_as_any_file_does()
    {
        string empty = InFolder("empty.json"), link = SpecialFile.Link(InFolder("link.json"), "target.json");
        File.WriteAllText(empty, "");

        foreach (string path in new[] { empty, link })
        {
            Train("--epochs", "1", "--save", path);
            _program.Output.Should().Contain($"wrote {path}.checkpoint").And.NotContain("no checkpoint");
            Train("--epochs", "2", "--resume", path);
        }
        Files(link).Should().Equal(Files(empty));
        new FileInfo(link).LinkTarget.Should().Be("target.json");
    }

    [Fact]
    public void A_stop_between_batches_leaves_a_checkpoint_that_goes_on_to_the_same_numbers()
    {
        string whole = InFolder("whole.json"), stopped = InFolder("stopped.json");
        Train("--epochs", "6", "--save", whole);

        using var stop = new CancellationTokenSource();
        _program.RunUntilPrinted("epoch 2", stop, "train", "--epochs", "6", "--save", stopped, "--out", _program.Folder)
            .Should().Be(Application.Stopped);
        _program.ErrorLine().Should().Be("stopped");
        var checkpoint = Checkpoint.Load($"{stopped}.checkpoint");
        checkpoint.Epochs.Should().Be(3);
        MLP.Load(stopped).Parameters.Select(parameter => parameter.Data)
            .Should().Equal(checkpoint.Parameters.ToArray(), "the model is saved as it was left");

        Train("--epochs", "6", "--resume", stopped);
        Files(stopped).Should().Equal(Files(whole));
    }

    [Fact]
    public void The_picture_has_a_curve_each_for_training_and_validation()
    {
        LossPicture both = new("epoch"), trainingAlone = new("step");
        both.Add(4, 0.1, 1);
        both.Add(5, 0.01, 0.1);
        trainingAlone.Add(4, 0.1);
        trainingAlone.Add(5, 0.01);

        Curves(both).Should().Equal("training (4, -1) (5, -2)", "validation (4, 0) (5, -1)");
        Curves(trainingAlone).Should().Equal(" (4, -1) (5, -2)");

        static string[] Curves(LossPicture picture)
        {
            using var plot = picture.Draw();
            return [.. plot.GetPlottables<ScottPlot.Plottables.Scatter>().Select(line => $"{line.LegendText} {Points(line)}")];

            static string Points(ScottPlot.Plottables.Scatter line) =>
                string.Join(' ', line.Data.GetScatterPoints().Select(at => $"({at.X}, {at.Y})"));
        }
    }

    [Theory]
    [InlineData(0.9, 0.01)]
    [InlineData(0.05, 0.03)]
    public void The_picture_names_losses_on_its_axis_also_within_a_power_of_ten(double first, double last)
    {
        var picture = new LossPicture("epoch");
        picture.Add(0, first);
        picture.Add(1, last);
        using var plot = picture.Draw();
        plot.GetImageBytes(LossPicture.Width, LossPicture.Height, ScottPlot.ImageFormat.Png);

        plot.Axes.Left.TickGenerator.Ticks
            .Where(tick => tick.IsMajor && tick.Position >= Math.Log10(last) && tick.Position <= Math.Log10(first))
            .Should().NotBeEmpty();
    }

    [Fact]
    public void What_cannot_be_resumed_is_refused_in_one_line()
    {
        string path = InFolder("m.json"), checkpoint = $"{path}.checkpoint";
        Train("--epochs", "2", "--save", path);

        Refused("--epochs", "2", "--resume", path)
            .Should().Be("error: --epochs must be more than the 2 epochs of the run to resume, but was 2.");
        Refused("--epochs", "3", "--resume", path, "--optimizer", "sgd")
            .Should().Be($"error: {checkpoint}: the checkpoint must be of this model and of --optimizer sgd, but is not.");
        Refused("--epochs", "3", "--resume", path, "--batch", "16")
            .Should().Be("error: --batch must be that of the run to resume, 32, but was 16.");
        Refused("--epochs", "3", "--resume", path, "--seed", "-3")
            .Should().Be("error: --seed must be that of the run to resume, 1337, but was -3.");
        Refused("--epochs", "3", "--resume", path, "--activation", "tanh")
            .Should().Be("error: --activation must be that of the model to resume, ReLU, but was tanh.");
        Refused("--epochs", "3", "--resume", InFolder("missing.json"))
            .Should().Be($"error: {InFolder("missing.json")}: there is no such file.");
        File.WriteAllText(checkpoint, "{}");
        Refused("--epochs", "3", "--resume", path).Should().Be($"error: {checkpoint}: format is missing.");
        File.Delete(checkpoint);
        Refused("--epochs", "3", "--resume", path).Should().Be($"error: {checkpoint}: there is no such file.");
    }

    [Fact]
    public void What_cannot_be_trained_or_saved_is_refused_in_one_line()
    {
        string data = _program.CsvFile("x0,x1,label\n1,2,1\n");
        Refused("--dataset", data).Should().Be("error: --validation must leave at least 1 row on each side, but was 0.25 of 1 row.");
        Refused("--epochs", "1", "--save", _program.Folder).Should().Be($"error: {_program.Folder}: expected a file, but was a folder.");
        Refused("--epochs", "1", "--save", InFolder("no/m.json"))
            .Should().StartWith($"error: {InFolder("no/m.json")}: the file cannot be written: ");

        File.WriteAllText(data, "x0,x1,label\n1e6,1e6,1\n-1e6,1e6,-1\n1e6,1e6,-1\n");
        string[] diverging =
        [
            "--dataset", data, "--validation", "0", "--activation", "leakyrelu", "--optimizer", "sgd", "--rate", "10", "--epochs", "300",
            "--save", InFolder("m.json"),
        ];
        Refused(diverging).Should().StartWith("error: training diverged: ").And.Contain("epoch").And.Contain("Lower --rate");
        MLP.Load(InFolder("m.json")).Parameters.Select(parameter => parameter.Data)
            .Should().OnlyContain(number => double.IsFinite(number), "the last good ones are saved");
    }

    private string InFolder(string name) => Path.Combine(_program.Folder, name);

    private void Train(params string[] args) => _program.Run(["train", .. args, "--out", _program.Folder])
        .Should().Be(Application.Success, _program.Error);

    private string[] Epochs(params string[] args)
    {
        Train(args);
        return [.. _program.Output.Split(Environment.NewLine).Where(line => line.StartsWith("epoch ", StringComparison.Ordinal))];
    }

    private string Refused(params string[] args)
    {
        _program.Run(["train", .. args, "--out", _program.Folder]).Should().Be(Application.Failure);
        return _program.ErrorLine();
    }

    /// <summary>Returns the bytes of the model's file and of its checkpoint.</summary>
    private static string[] Files(string model) =>
        [Convert.ToHexString(File.ReadAllBytes(model)), File.ReadAllText($"{model}.checkpoint")];
}
