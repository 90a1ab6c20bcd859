using Fit;

namespace MicrogradSharp.Tests.Samples;

public sealed class FitErrorTests : IDisposable
{
    private const string Data = "DATA";     // stands for the path of the file

    private readonly FitProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Theory]
    [InlineData("expected a formula and a CSV file, as in: fit \"a*exp(-b*x)\" data.csv --start a=1,b=0.1")]
    [InlineData("expected a formula and a CSV file", "a*x")]
    [InlineData("Unrecognized command or argument 'more'. See --help.", "a*x", Data, "more")]
    [InlineData("Unrecognized command or argument '--strat'.", "a*x", Data, "--strat", "a=1")]
    [InlineData("Required argument missing for option: '--level'. See --help.", "a*x", Data, "--level")]
    [InlineData("expected a parameter to fit: give its start with --start, and do not fix it.", "x", Data)]
    [InlineData("expected a parameter to fit", "a*x", Data, "--start", "a=1", "--fixed", "a")]
    [InlineData("--start must be names and values such as a=1,b=2, but was '3'.", "a*x", Data, "--start", "3")]
    [InlineData("--start must be names and values such as a=1,b=2, but was 'a='.", "a*x", Data, "--start", "a=")]
    [InlineData("--start must be a number, but was 'one'.", "a*x", Data, "--start", "a=one")]
    [InlineData("--start must be a number, but was 'NaN'.", "a*x", Data, "--start", "a=NaN")]
    [InlineData("--start: a is given twice.", "a*x", Data, "--start", "a=1", "--start", "a=2")]
    [InlineData("--start: the formula does not use b.", "a*x", Data, "--start", "a=1,b=1")]
    [InlineData("--start: x is a column. Give the parameter another name.", "a*x", Data, "--start", "a=1,x=1")]
    [InlineData("--bounds must be bounds such as 0:10, but was '5'.", "a*x", Data, "--start", "a=1", "--bounds", "a=5")]
    [InlineData("--bounds must be bounds from low to high, but was '5:1'.", "a*x", Data, "--start", "a=1", "--bounds", "a=5:1")]
    [InlineData("--bounds must be a number, but was 'z'.", "a*x", Data, "--start", "a=1", "--bounds", "a=z:1")]
    [InlineData("--bounds: 'b' is no parameter with a start. The parameters are a.", "a*x", Data, "--start", "a=1", "--bounds", "b=0:1")]
    [InlineData("parameters must start inside their bounds, 2 to 3 for a", "a*x", Data, "--start", "a=1", "--bounds", "a=2:3")]
    [InlineData("--fixed: 'c' is no parameter with a start.", "a*x", Data, "--start", "a=1", "--fixed", "c")]
    [InlineData("DATA has no column 'q'. The columns are x, y, z.", "a*x", Data, "--start", "a=1", "--x", "q")]
    [InlineData("--y: DATA has no column 'q'.", "a*x", Data, "--start", "a=1", "--y", "q")]
    [InlineData("--sigma: DATA has no column 'q'.", "a*x", Data, "--start", "a=1", "--sigma", "q")]
    [InlineData("--y: the column 'x' is in the formula, and cannot be fitted too.", "a*x", Data, "--start", "a=1", "--y", "x")]
    [InlineData("--y must say which column to fit: x, z.", "a*y", Data, "--start", "a=1")]
    [InlineData("DATA: expected a column to fit, but the formula uses all: x, y, z.", "a*x*y*z", Data, "--start", "a=1")]
    [InlineData(
        "DATA, row 2, column z: expected a standard deviation above 0, but was 0.",
        "a*x", Data, "--start", "a=1", "--sigma", "z")]
    [InlineData("--absolute-sigma needs --sigma.", "a*x", Data, "--start", "a=1", "--absolute-sigma")]
    [InlineData("--loss must be huber, softl1, cauchy or tukey, and a size", "a*x", Data, "--start", "a=1", "--loss", "l2:1")]
    [InlineData("--loss must be huber, softl1, cauchy or tukey, and a size", "a*x", Data, "--start", "a=1", "--loss", "huber:0")]
    [InlineData("--loss must be huber, softl1, cauchy or tukey, and a size", "a*x", Data, "--start", "a=1", "--loss", "huber")]
    [InlineData("--level must be above 0 and below 1, but was '95'.", "a*x", Data, "--start", "a=1", "--level", "95")]
    [InlineData("--steps must be a whole number of at least 1, but was '0'.", "a*x", Data, "--start", "a=1", "--steps", "0")]
    [InlineData("--predict must be a number, but was 'far'.", "a*x", Data, "--start", "a=1", "--predict", "far")]
    [InlineData("--predict must be names and values such as x=1,z=1, but was '4'.", "a*x*z", Data, "--start", "a=1", "--predict", "4")]
    [InlineData("--predict must give a number for each column, but has none for z.", "a*x*z", Data, "--start", "a=1", "--predict", "x=4")]
    [InlineData(
        "--predict: 't' is no column of the formula. Its columns are x.",
        "a*x", Data, "--start", "a=1", "--predict", "t=4")]
    [InlineData(
        "--picture must be a file that ends in .png or .svg, but was 'a.gif'.",
        "a*x", Data, "--start", "a=1", "--picture", "a.gif")]
    [InlineData("the formula has no finite value at the start: ", "log(-a*x)", Data, "--start", "a=1")]
    public void A_wrong_option_gives_one_line_and_exit_code_2(string message, params string[] args)
    {
        string path = _program.CsvFile("x,y,z\n1,2,3\n2,4,0\n3,5,1\n");

        Refused(Array.ConvertAll(args, arg => arg == Data ? path : arg)).Should()
            .StartWith("error: ").And.Contain(message.Replace(Data, path, StringComparison.Ordinal)).And.NotContain("(Parameter");
    }

    [Theory]
    [InlineData("", ", line 1: expected a header with the names of the columns, but there is none.")]
    [InlineData("x,y\n", ": expected at least 2 rows for 2 free parameters, but there is none.")]
    [InlineData("x,y\n1,2\n", ": expected at least 2 rows for 2 free parameters, but there is 1.")]
    [InlineData("x,y\n1,2\n2,three\n", ", line 3, column 2 (y): expected a number, but was 'three'.")]
    [InlineData("x,y\n1,2\nNaN,3\n", ", row 2, column x: expected a finite number, but was NaN.")]
    [InlineData("x,y\n1,2\n2,inf\n", ", row 2, column y: expected a finite number, but was Infinity.")]
    [InlineData("x,y\n1\n", ", line 2, column 1 (x): expected 2 fields, but the line ends after 1.")]
    public void A_wrong_file_gives_one_line_that_names_the_place(string csv, string message)
    {
        string path = _program.CsvFile(csv);

        Refused("a + b*x", path, "--start", "a=1,b=1").Should().Be($"error: {path}{message}");
    }

    [Fact]
    public void Files_that_are_not_there_or_are_folders_give_one_line()
    {
        string missing = _program.InFolder("missing.csv"), picture = Path.Combine(missing, "fit.png");

        Refused("a*x", missing, "--start", "a=1").Should().Be($"error: {missing}: there is no such file.");
        Refused("a*x", _program.Folder, "--start", "a=1").Should().Be($"error: {_program.Folder}: expected a file, but was a folder.");
        Refused("a*x", FitProgram.Misra1a, "--start", "a=1", "--picture", picture).Should()
            .StartWith($"error: {picture}: the file cannot be written: ");
    }

    [Fact]
    public void A_name_that_is_not_known_lists_what_is()
    {
        _program.Run("a*(1-exp(-k*x))", FitProgram.Misra1a, "--start", "a=1").Should().Be(Application.WrongInput);

        _program.Errors.Should().Equal(
            "error: the formula, column 11: 'k' is neither a column nor a parameter with a start. The columns are x, y; "
            + "the parameters are a. Give a parameter its start: --start k=1.",
            "  a*(1-exp(-k*x))",
            "            ^");
    }

    [Fact]
    public void A_wrong_formula_is_shown_with_a_caret()
    {
        _program.Run("a*(1-*x)", FitProgram.Misra1a, "--start", "a=1").Should().Be(Application.WrongInput).And.Be(2);

        _program.Errors.Should().Equal(
            "error: the formula, column 6: expected a number, a name or '(', but was '*'.", "  a*(1-*x)", "       ^");
        _program.Output.Should().BeEmpty();
    }

    private string Refused(params string[] args)
    {
        _program.Run(args).Should().Be(Application.WrongInput);
        return _program.Errors.Should().ContainSingle().Subject;
    }
}
