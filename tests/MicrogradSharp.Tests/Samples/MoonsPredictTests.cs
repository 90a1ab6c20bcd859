using MicrogradSharp.Datasets;
using MicrogradSharp.Nn;
using Moons;

namespace MicrogradSharp.Tests.Samples;

public sealed class MoonsPredictTests : IDisposable
{
    private readonly MoonsProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Theory]
    [InlineData("m.json")]
    [InlineData("m.safetensors")]
    public void What_training_saved_predicts_what_training_knew(string name)
    {
        string model = InFolder(name), data = InFolder("points.csv"), predictions = InFolder("predictions.csv");
        Dataset.Moons(count: 30, noise: 0.05, new Random(1)).WriteCsv(data);
        _program.Run("train", "--data", data, "--epochs", "60", "--validation", "0", "--save", model, "--out", _program.Folder)
            .Should().Be(Application.Success);
        string accuracy = _program.Output.Split(Environment.NewLine).Single(line => line.StartsWith("accuracy", StringComparison.Ordinal));

        Predict("--model", model, "--data", data, "--out", predictions);

        _program.Output.Split(Environment.NewLine).Should().Equal($"wrote {predictions}", accuracy, "");
        var trained = name.EndsWith(".json", StringComparison.Ordinal) ? MLP.Load(model) : MLP.LoadSafetensors(model);
        Dataset points = Dataset.ReadCsv(data), table = Dataset.ReadCsv(predictions);
        table.ColumnNames.Should().Equal("x0", "x1", "label", "score", "predicted");
        table.RowCount.Should().Be(30);
        for (int row = 0; row < 30; row++)
        {
            table.Row(row)[..3].ToArray().Should().Equal(points.Row(row).ToArray());
            table[row, 3].Should().BeApproximately(trained.Predict(points.Row(row)[..2])[0], 1e-14);
            table[row, 4].Should().Be(table[row, 3] > 0 ? 1 : -1);
        }
    }

    [Fact]
    public void Points_without_labels_are_shown_aligned_and_without_an_accuracy()
    {
        string data = _program.CsvFile("X0,X1\n0.5,-0.25\n-12,3\n");

        Predict("--model", Saved(new MLP(2, [3, 1])), "--data", data);

        string[] lines = [.. _program.Output.Split(Environment.NewLine).Select(line => line.TrimEnd()).Where(line => line.Length > 0)];
        lines[0].Should().MatchRegex(@"^ +x0 +x1 +score +predicted$");
        lines[2].Should().MatchRegex(@"^ +0\.5000 +-0\.2500 +-?\d+\.\d{4} +-?1$");
        lines[3].Should().MatchRegex(@"^ +-12\.0000 +3\.0000 +-?\d+\.\d{4} +-?1$");
        lines.Should().HaveCount(4, "two rows below a header and a rule")
            .And.OnlyContain(line => line.Length == lines[0].Length || line == lines[1]);
    }

    [Fact]
    public void A_long_table_shows_its_first_rows_and_how_many_there_are()
    {
        string data = InFolder("points.csv");
        Dataset.Moons(count: 21, noise: 0, new Random(1)).WriteCsv(data);

        Predict("--model", Saved(new MLP(2, [3, 1])), "--data", data);

        _program.Output.Should().Contain("the first 20 of 21 rows; --out writes all").And.Contain("accuracy ");
    }

    [Fact]
    public void What_cannot_be_predicted_is_refused_in_one_line()
    {
        string model = Saved(new MLP(2, [1])), data = _program.CsvFile("x0,x1\n1,2\n"), missing = InFolder("missing");

        Refused(missing, data).Should().Be($"error: {missing}: there is no such file.");
        Refused(model, missing).Should().Be($"error: {missing}: there is no such file.");
        Refused(_program.Folder, data).Should().Be($"error: {_program.Folder}: expected a file, but was a folder.");
        Refused(data, data).Should().StartWith($"error: {data}: ");
        Refused(Saved(new MLP(4, [3])), data)
            .Should().Be($"error: {InFolder("saved.json")}: the model must have 2 inputs and 1 output, but has 4 and 3.");
        Saved(new MLP(2, [1]));

        data = _program.CsvFile("x0,x1,x2\n1,2,3\n");
        Refused(model, data).Should().Be($"error: {data}, line 1: expected the header x0,x1 or x0,x1,label, but was 'x0,x1,x2'.");
        data = _program.CsvFile("x0,x1\n1,2\n1,NaN\n");
        Refused(model, data).Should().Be($"error: {data}, row 2, column 2 (x1): expected a finite number, but was NaN.");
        data = _program.CsvFile("x0,x1,label\n1,2,3\n");
        Refused(model, data).Should().Be($"error: {data}, row 1, column 3 (label): expected -1 or 1, but was 3.");
        data = _program.CsvFile("x0,x1\n1,2\n");
        Refused(model, data, "--out", _program.Folder).Should().Be($"error: {_program.Folder}: expected a file, but was a folder.");
        Refused(model, data, "--out", InFolder("no/where.csv"))
            .Should().StartWith($"error: {InFolder("no/where.csv")}: the file cannot be written: ");
    }

    [Fact]
    public void A_model_cut_short_names_what_is_wrong()
    {
        foreach (string name in new[] { "m.json", "m.safetensors" })
        {
            string model = InFolder(name), data = _program.CsvFile("x0,x1\n1,2\n");
            if (name == "m.json") new MLP(2, [1]).Save(model);
            else new MLP(2, [1]).SaveSafetensors(model);
            byte[] bytes = File.ReadAllBytes(model);
            File.WriteAllBytes(model, bytes[..^5]);

            Refused(model, data).Should().StartWith($"error: {model}: ");
        }
    }

    private string InFolder(string name) => Path.Combine(_program.Folder, name);

    private string Saved(MLP model)
    {
        string path = InFolder("saved.json");
        model.Save(path);
        return path;
    }

    private void Predict(params string[] args) => _program.Run(["predict", .. args]).Should().Be(Application.Success, _program.Error);

    private string Refused(string model, string data, params string[] more)
    {
        _program.Run(["predict", "--model", model, "--data", data, .. more]).Should().Be(Application.Failure);
        _program.Output.Should().BeEmpty();
        return _program.ErrorLine();
    }
}
