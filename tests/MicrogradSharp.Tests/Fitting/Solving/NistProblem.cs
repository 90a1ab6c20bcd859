using System.Globalization;
using System.Text.RegularExpressions;

namespace MicrogradSharp.Tests.Fitting.Solving;

/// <summary>
/// A problem of the NIST Statistical Reference Datasets for nonlinear regression: data, two starts, certified parameters and sum of
/// squares.
/// </summary>
internal sealed partial class NistProblem
{
    private static readonly Dictionary<string, int[]> s_linear = new()
    {
        ["Misra1a"] = [0],
        ["Misra1b"] = [0],
        ["Misra1c"] = [0],
        ["Misra1d"] = [0],
        ["Chwirut1"] = [],
        ["Chwirut2"] = [],
        ["DanWood"] = [0],
        ["Gauss1"] = [0, 2, 5],
        ["Gauss2"] = [0, 2, 5],
        ["Gauss3"] = [0, 2, 5],
        ["Lanczos1"] = [0, 2, 4],
        ["Lanczos2"] = [0, 2, 4],
        ["Lanczos3"] = [0, 2, 4],
        ["Kirby2"] = [0, 1, 2],
        ["Hahn1"] = [0, 1, 2, 3],
        ["Thurber"] = [0, 1, 2, 3],
        ["Nelson"] = [0, 1],
        ["MGH09"] = [0],
        ["MGH10"] = [0],
        ["MGH17"] = [0, 1, 2],
        ["Roszman1"] = [0, 1],
        ["ENSO"] = [0, 1, 2, 4, 5, 7, 8],
        ["Rat42"] = [0],
        ["Rat43"] = [0],
        ["Eckerle4"] = [0],
        ["BoxBOD"] = [0],
        ["Bennett5"] = [0],
    };

    private readonly double[][] _parameters;

    private NistProblem(string name)
    {
        Name = name;
        string[] lines = File.ReadAllLines(PathOf(name));
        _parameters = [.. lines.Where(line => Parameter().IsMatch(line)).Select(line => Numbers(line[(line.IndexOf('=') + 1)..]))];
        string squares = lines.Single(line => line.StartsWith("Residual Sum of Squares:", StringComparison.Ordinal));
        SumOfSquares = Numbers(squares[(squares.IndexOf(':') + 1)..])[0];
        Rows = [.. lines[60..].Where(line => line.Trim().Length > 0).Select(Numbers)];
        if (name == "Nelson")
        {
            foreach (double[] row in Rows) row[0] = Math.Log(row[0]);
        }
    }

    public static IEnumerable<string> Names => s_linear.Keys.Where(name => File.Exists(PathOf(name)));

    public string Name { get; }

    /// <summary>The rows of data: y, then the predictors.</summary>
    public double[][] Rows { get; }

    public double[] Certified => [.. _parameters.Select(row => row[2])];

    /// <summary>The certified standard deviations; empty if the file has none.</summary>
    public double[] CertifiedErrors => [.. _parameters.Where(row => row.Length > 3).Select(row => row[3])];

    public double SumOfSquares { get; }

    /// <summary>The predicted y, from the parameters and the predictors.</summary>
    public Func<ReadOnlySpan<Node>, ReadOnlySpan<Node>, Node> Model => NistFormulas<Node>.ByName[Name];

    /// <summary>The parameters that enter linearly.</summary>
    public int[] Linear => s_linear[Name];

    public static NistProblem Read(string name) => new(name);

    /// <summary>Start 1 and 2 of NIST; start 3 is the certified parameters.</summary>
    public double[] Start(int number) => [.. _parameters.Select(row => row[number - 1])];

    /// <summary>The digits that agree, −log₁₀ of the relative error, from 0 to 11, for each parameter.</summary>
    public double[] Digits(double[] parameters) =>
        [.. parameters.Zip(Certified, (found, certified) => Math.Clamp(-Math.Log10(Math.Abs(found / certified - 1)), 0, 11))];

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Golden", "nist", $"{name}.dat");

    private static double[] Numbers(string line) =>
        [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"^\s*b\d+ =")]
    private static partial Regex Parameter();
}
