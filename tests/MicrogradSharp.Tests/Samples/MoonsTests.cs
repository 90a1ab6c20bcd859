using System.Globalization;
using System.Text.RegularExpressions;
using FluentAssertions;
using MicrogradSharp.Nn;
using MicrogradSharp.Tests.Conventions;
using Moons;
using Spectre.Console;
using Xunit;

namespace MicrogradSharp.Tests.Samples;

public sealed class MoonsTests : IDisposable
{
    private readonly MoonsProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Theory]
    [InlineData(Engine.Eager, Summation.Nary)]
    [InlineData(Engine.Eager, Summation.Chained)]
    [InlineData(Engine.Retained, Summation.Nary)]
    [InlineData(Engine.Retained, Summation.Chained)]
    [InlineData(Engine.Tape, Summation.Nary)]
    [InlineData(Engine.Tape, Summation.Chained)]
    internal void Losses_agree_with_those_of_micrograd(Engine engine, Summation summation)
    {
        var golden = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", "moons_training.csv")).Skip(1)
            .Select(line => line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        var training = new DemoTraining(engine, MicrogradDemo.Model(summation), MicrogradDemo.Points(), summation);

        var evaluations = training.Run(steps: 100).ToArray();

        evaluations.Should().HaveCount(100).And.HaveSameCount(golden);
        foreach (var (step, before) in evaluations.Index())
        {
            double[] expected = golden[step];
            double tolerance = step < 10 ? 1e-9 : 1e-6;
            expected[0].Should().Be(step);
            before.Loss.Should().BeApproximately(expected[1], tolerance * expected[1], "of step {0}", step);
            before.DataLoss.Should().BeApproximately(expected[2], tolerance * expected[1], "of step {0}", step);
            before.L2.Should().BeApproximately(expected[3], tolerance * expected[3], "of step {0}", step);
            (100 * before.Accuracy).Should().BeApproximately(expected[4], 1e-9, "of step {0}", step);
        }
    }

    [Fact]
    public void Sum_takes_the_graph_from_66_thousand_nodes_to_38_thousand()
    {
        StepTiming.CountNodes(MicrogradDemo.Points(), Summation.Nary).Should().Be(38_281);
        StepTiming.CountNodes(MicrogradDemo.Points(), Summation.Chained).Should().Be(65_814);
        Repository.Read("docs/benchmarks.md").Should().Contain("from 65,814 values to 38,281");
    }

    [Fact]
    public void A_run_shows_its_steps_and_results_and_writes_its_files()
    {
        int code = _program.Run("--steps", "20", "--out", _program.Folder);

        code.Should().Be(Application.Success);
        _program.Error.Should().BeEmpty();
        _program.Output.Should().Contain("step  0  loss 0.895844  accuracy  50.0 %")
            .And.Contain("step 19").And.Contain("after 20 steps").And.Contain("with Sum").And.Contain("without Sum")
            .And.Contain("38,281").And.Contain("65,814")
            .And.Contain("eager,").And.Contain("retained,").And.Contain("tape,").And.Contain(" ms")
            .And.Contain("o label -1   x label 1");
        foreach (string file in new[] { "moons.png", "moons.svg", "loss.png" })
        {
            _program.Output.Should().Contain($"wrote {Path.Combine(_program.Folder, file)}");
        }
        File.ReadAllBytes(Path.Combine(_program.Folder, "moons.png")).Should().StartWith(PngMagic);
        File.ReadAllBytes(Path.Combine(_program.Folder, "loss.png")).Should().StartWith(PngMagic);
        Directory.EnumerateFiles(_program.Folder).Should().HaveCount(3, "temporary files are moved or deleted");
    }

    [Fact]
    public void The_svg_is_a_vector_with_the_boundary_and_every_point()
    {
        _program.Run("--steps", "3", "--out", _program.Folder);

        string svg = File.ReadAllText(Path.Combine(_program.Folder, "moons.svg"));
        svg.Length.Should().BeLessThan(500_000);
        svg.Should().Contain("<svg").And.Contain("<path").And.NotContain("<image");
        svg.Split(["<ellipse", "<circle"], StringSplitOptions.None).Length.Should().BeGreaterThan(100);
    }

    [Fact]
    public void A_run_is_repeatable_and_other_options_give_another_run()
    {
        string[][] runs = [[], ["--seed", "1"], ["--seed", "2"], ["--rows", "30"], ["--rows", "30", "--noise", "0"], ["--noise", "0.3"]];

        var losses = runs.Select(FirstLoss).ToArray();

        losses.Should().OnlyHaveUniqueItems();
        FirstLoss(runs[1]).Should().Be(losses[1]);
        FirstLoss(runs[3]).Should().Be(losses[3]);
        FirstLoss(["--summation", "Chained"]).Should().Be(losses[0]);
        FirstLoss(["--engine", "eager"]).Should().Be(losses[0]);
        FirstLoss(["--engine", "Retained"]).Should().Be(losses[0]);
    }

    [Theory]
    [InlineData(Engine.Eager)]
    [InlineData(Engine.Retained)]
    [InlineData(Engine.Tape)]
    internal void Training_that_diverges_says_so_and_names_the_step(Engine engine)
    {
        var model = MicrogradDemo.Model(Summation.Nary);
        var training = new DemoTraining(engine, model, MicrogradDemo.Points(), Summation.Nary);
        int steps = 0;

        var run = () =>
        {
            foreach (var _ in training.Run(steps: 10))
            {
                if (++steps == 2) model.Parameters[0].Data = double.NaN;
            }
        };

        run.Should().Throw<UserErrorException>().WithMessage("the loss must stay finite, but was NaN at step 2: training diverged; *");
        steps.Should().Be(2);
    }

    [Fact]
    public void The_live_report_shows_every_step_in_a_terminal()
    {
        var console = _program.NewConsole(AnsiSupport.Yes, InteractionSupport.Yes);

        Report.Follow(console, 3, show =>
        {
            for (int step = 0; step < 3; step++) show(step, $"step {step}  loss 0.5");
        });

        _program.Output.Should().Contain("step 2  loss 0.5").And.EndWith("\u001b[?25h", "the cursor comes back");
    }

    [Fact]
    public void A_stop_ends_the_run_with_one_line_and_no_files()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        _program.RunUntil(stop.Token, "--out", _program.Folder).Should().Be(Application.Stopped);

        _program.ErrorLine().Should().Be("stopped");
        Directory.EnumerateFiles(_program.Folder).Should().BeEmpty();
    }

    [Theory]
    [InlineData("demo", "--steps --engine --summation --seed --data --rows --noise --save --out")]
    [InlineData(
        "train",
        "--optimizer --rate --activation --epochs --batch --validation --seed --resume --dataset --data --rows --noise --save --out")]
    [InlineData("predict", "--model --data --out")]
    public void Help_of_a_command_names_its_own_options(string command, string options)
    {
        _program.Run(command, "--help").Should().Be(Application.Success);

        Regex.Matches(_program.Output, "^  (--[a-z]+)", RegexOptions.Multiline).Select(match => match.Groups[1].Value)
            .Should().Equal(options.Split(' '));
    }

    [Fact]
    public void Help_names_the_commands_and_the_one_that_runs_without_a_word()
    {
        _program.Run("--help").Should().Be(Application.Success);

        _program.Output
            .Should().ContainAll("demo ", "train ", "predict ").And.Contain("Without a command it runs demo").And.NotContain("--steps");
    }

    [Fact]
    public void Demo_is_the_name_of_what_happens_without_a_command()
    {
        string demo = FirstLoss(["--seed", "4"]);

        FirstLoss(["demo", "--seed", "4"]).Should().Be(demo);

        _program.Output.Should().Contain("retained,");
    }

    [Fact]
    public void The_demo_saves_its_model_and_the_trainer_goes_on_with_it()
    {
        string path = Path.Combine(_program.Folder, "demo.json");

        _program.Run("--steps", "3", "--save", path, "--out", _program.Folder).Should().Be(Application.Success);
        _program.Output.Should().Contain($"wrote {path}");
        _program.Run("train", "--resume", path, "--optimizer", "sgd", "--epochs", "4", "--out", _program.Folder)
            .Should().Be(Application.Success);

        _program.Output.Should().StartWith("epoch 3  loss ");
    }

    [Fact]
    public void The_outline_separates_positive_scores_from_negative_ones()
    {
        var model = MicrogradDemo.Model(new Random(3));
        var grid = ScoreGrid.Of(model, new ScottPlot.CoordinateRect(-2, 2, -2, 2), columns: 60, rows: 60);

        var loops = Outline.Of(grid);

        loops.Should().NotBeEmpty();
        for (int column = 0; column < grid.Columns; column += 7)
        {
            for (int row = 0; row < grid.Rows; row += 7)
            {
                IsInside(loops, grid.Place(column, row)).Should().Be(grid[column, row] > 0);
            }
        }
    }

    private static byte[] PngMagic => [0x89, (byte)'P', (byte)'N', (byte)'G'];

    /// <summary>By the parity of the sides that a ray to the right crosses.</summary>
    private static bool IsInside(IReadOnlyList<IReadOnlyList<(double X, double Y)>> loops, (double X, double Y) place)
    {
        bool isInside = false;
        foreach (var loop in loops)
        {
            for (int i = 0; i < loop.Count; i++)
            {
                var (a, b) = (loop[i], loop[(i + 1) % loop.Count]);
                if ((a.Y > place.Y) != (b.Y > place.Y) && place.X < a.X + (b.X - a.X) * (place.Y - a.Y) / (b.Y - a.Y)) isInside = !isInside;
            }
        }
        return isInside;
    }

    private string FirstLoss(string[] args)
    {
        _program.Run([.. args, "--steps", "1", "--out", _program.Folder]).Should().Be(Application.Success);
        return _program.Output.Split('\n')[0];
    }
}
