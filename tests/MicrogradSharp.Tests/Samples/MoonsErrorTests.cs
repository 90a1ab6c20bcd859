using FluentAssertions;
using Moons;
using Xunit;

namespace MicrogradSharp.Tests.Samples;

public sealed class MoonsErrorTests : IDisposable
{
    private readonly MoonsProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Theory]
    [InlineData("--steps must be a whole number from 1 to 1000000, but was '0'.", "--steps", "0")]
    [InlineData("--steps must be a whole number from 1 to 1000000, but was 'ten'.", "--steps", "ten")]
    [InlineData("--seed must be a whole number", "--seed", "1.5")]
    [InlineData("--rows must be a whole number from 2 to 10000, but was '1'.", "--rows", "1")]
    [InlineData("--noise must be a number from 0 to 10, but was '-0.1'.", "--noise", "-0.1")]
    [InlineData("--noise must be a number from 0 to 10, but was 'NaN'.", "--noise", "NaN")]
    [InlineData("--noise must be a number from 0 to 10, but was '0,1'.", "--noise", "0,1")]
    [InlineData("--engine must be eager, retained or tape, but was 'lazy'.", "--engine", "lazy")]
    [InlineData("--engine must be eager, retained or tape, but was '2'.", "--engine", "2")]
    [InlineData("--summation must be nary or chained, but was 'binary'.", "--summation", "binary")]
    [InlineData("--summation must be nary or chained, but was '1'.", "--summation", "1")]
    [InlineData("--out must be a path, but was ''.", "--out", "")]
    [InlineData("--rows generates rows and --data reads them", "--rows", "10", "--data", "rows.csv")]
    [InlineData("--noise generates rows and --data reads them", "--data", "rows.csv", "--noise", "0.2")]
    [InlineData("--dataset and --data both name the rows: give one of the two.", "train", "--dataset", "moons", "--data", "rows.csv")]
    [InlineData(
        "--noise generates rows and --dataset reads them: give one of the two.",
        "train", "--dataset", "rows.csv", "--noise", "0.2")]
    [InlineData("--dataset must be moons, circles, spirals or a CSV file, but was 'spiral'.", "train", "--dataset", "spiral")]
    [InlineData("--dataset must be moons, circles, spirals or a CSV file, but was ''.", "train", "--dataset", "")]
    [InlineData("--optimizer must be sgd, adam, adamw, rmsprop or adagrad, but was 'lbfgs'.", "train", "--optimizer", "lbfgs")]
    [InlineData("--rate must be a number from 0.000001 to 10, but was '0'.", "train", "--rate", "0")]
    [InlineData(
        "--activation must be relu, leakyrelu, elu, gelu, silu, softplus, tanh or sigmoid, but was 'log'.",
        "train", "--activation", "log")]
    [InlineData("--epochs must be a whole number from 1 to 1000000, but was '0'.", "train", "--epochs", "0")]
    [InlineData("--batch must be a whole number from 1 to 10000, but was '0'.", "train", "--batch", "0")]
    [InlineData("--validation must be a number from 0 to 0.9, but was '1'.", "train", "--validation", "1")]
    [InlineData("--save must be a path, but was ''.", "--save", "")]
    [InlineData("--resume must be a path, but was ''.", "train", "--resume", " ")]
    [InlineData(
        "--dataset is an option of train: write the command first, as in 'train --dataset ...'. See train --help.",
        "--dataset", "spirals")]
    [InlineData("--dataset is an option of train: write the command first", "--dataset=spirals")]
    [InlineData("--batch is an option of train: write the command first", "--engine", "eager", "--batch", "16")]
    [InlineData("--resume is an option of train: write the command first", "--resume", "m.json", "--epochs", "3")]
    [InlineData("--model is an option of predict: write the command first", "--model", "m.json")]
    [InlineData("--steps is an option of demo, not of train. See train --help.", "train", "--dataset", "moons", "--steps", "10")]
    [InlineData("--summation is an option of demo, not of train.", "train", "--resume", "m.json", "--summation", "nary")]
    [InlineData("--validation is an option of train, not of demo.", "demo", "--validation", "0.5")]
    [InlineData("--save is an option of demo and train, not of predict.", "predict", "--save", "m.json")]
    [InlineData("The command must be demo, train or predict, but was 'trian'. See --help.", "trian")]
    [InlineData("The command must be demo, train or predict, but was 'trian'. See --help.", "trian", "--steps", "3")]
    [InlineData("The command must be demo, train or predict, but was '@file'. See --help.", "@file")]
    [InlineData("--model", "predict", "--data", "points.csv")]
    [InlineData("--data", "predict", "--model", "m.json")]
    [InlineData("--steps", "predict", "--model", "m.json", "--data", "points.csv", "--steps", "3")]
    [InlineData(
        "The command comes first: predict, then its options.",
        "--steps", "3", "predict", "--model", "m.json", "--data", "points.csv")]
    [InlineData("--model must be a path, but was ''.", "predict", "--model", "", "--data", "points.csv")]
    [InlineData("'--stepz'. See demo --help.", "--stepz", "3")]
    [InlineData("--steps", "--steps")]
    public void A_wrong_option_gives_one_line_and_a_failure(string message, params string[] args)
    {
        _program.Run(args).Should().Be(Application.WrongUsage);

        _program.ErrorLine().Should().Contain(message);
    }

    [Theory]
    [InlineData("", "line 1: expected a header with the names of the columns, but there is none.")]
    [InlineData("1,2,3\n", "line 1: expected the header x0,x1,label, but was '1,2,3'.")]
    [InlineData("x0,x1\n1,2\n", "line 1: expected the header x0,x1,label, but was 'x0,x1'.")]
    [InlineData("x0,x1,label\n1,2,1\n1,two,1\n", "line 3, column 2 (x1): expected a number, but was 'two'.")]
    [InlineData("x0,x1,label\n,2,1\n", "line 2, column 1 (x0): expected a number, but was empty.")]
    [InlineData("x0,x1,label\nNaN,2,1\n", "row 1, column 1 (x0): expected a finite number, but was NaN.")]
    [InlineData("x0,x1,label\n1,2,1\n1,-Infinity,1\n", "row 2, column 2 (x1): expected a finite number, but was -Infinity.")]
    [InlineData("x0,x1,label\n1,1e300,1\n", "row 1, column 2 (x1): expected a number from -1e6 to 1e6, but was 1E+300.")]
    [InlineData("x0,x1,label\r\n\r\n1,2\r\n", "line 3, column 2 (x1): expected 3 fields, but the line ends after 2.")]
    [InlineData("x0,x1,label\n1,2,1,4\n", "line 2, column 4: expected 3 fields, but there are more.")]
    [InlineData("x0,x1,label\n1,2,0\n", "row 1, column 3 (label): expected -1 or 1, but was 0 (write the classes 0 and 1 as -1 and 1).")]
    [InlineData("x0,x1,label\n1,2,2\n", "row 1, column 3 (label): expected -1 or 1, but was 2.")]
    public void A_malformed_csv_names_the_place(string csv, string message)
    {
        string path = _program.CsvFile(csv);

        _program.Run("--data", path, "--out", _program.Folder).Should().Be(Application.Failure);

        _program.ErrorLine().Should().Be($"error: {path}, {message}");
    }

    [Fact]
    public void A_csv_without_rows_and_one_with_too_many_are_refused()
    {
        string path = _program.CsvFile("x0,x1,label\n");
        _program.Run("--data", path, "--out", _program.Folder).Should().Be(Application.Failure);
        _program.ErrorLine().Should().Be($"error: {path}: expected at least 1 row after the header, but there is none.");

        path = _program.CsvFile("x0,x1,label\n" + string.Concat(Enumerable.Repeat("1,2,1\n", PointsFile.MostRows + 1)));
        _program.Run("--data", path, "--out", _program.Folder).Should().Be(Application.Failure);
        _program.ErrorLine().Should().Be($"error: {path}: expected at most 10000 rows, but there are 10001.");
    }

    [Fact]
    public void Rows_of_a_csv_file_are_trained_on()
    {
        string path = _program.CsvFile("\uFEFFX0,x1,Label\r\n-1,0.5,-1\r\n1, 0.25 ,1.0\r\n\r\n");

        _program.Run("--data", path, "--steps", "1", "--out", _program.Folder).Should().Be(Application.Success);

        var points = PointsFile.ReadLabelled(path);
        points.Column("x0").Should().Equal(-1, 1);
        points.Column("x1").Should().Equal(0.5, 0.25);
        points.Column("label").Should().Equal(-1, 1);
    }

    [Fact]
    public void Missing_data_and_folders_in_the_place_of_data_give_one_line()
    {
        string missing = Path.Combine(_program.Folder, "missing.csv");

        _program.Run("--data", missing).Should().Be(Application.Failure);
        _program.ErrorLine().Should().Be($"error: {missing}: there is no such file.");

        _program.Run("--data", _program.Folder).Should().Be(Application.Failure);
        _program.ErrorLine().Should().Be($"error: {_program.Folder}: expected a file, but was a folder.");
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_refused_before_training()
    {
        string file = _program.CsvFile("");

        _program.Run("--out", file).Should().Be(Application.Failure);
        _program.ErrorLine().Should().Be($"error: --out must be a folder, but {file} is a file.");

        _program.Run("--out", Path.Combine(file, "inside")).Should().Be(Application.Failure);
        _program.ErrorLine().Should().Contain("cannot be written");
        _program.Output.Should().BeEmpty();
    }
}
