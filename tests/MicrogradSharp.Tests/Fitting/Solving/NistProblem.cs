using System.Globalization;
using System.Text.RegularExpressions;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Fitting.Solving;

/// <summary>
/// A problem of the NIST Statistical Reference Datasets for nonlinear regression: data, two starts, certified parameters and sum of
/// squares.
/// </summary>
internal sealed partial class NistProblem
{
    private static readonly Dictionary<string, (Func<Node[], Node[], Node> Model, int[] Linear)> s_models = new()
    {
        ["Misra1a"] = ((b, x) => b[0] * (1 - (-b[1] * x[0]).Exp()), [0]),
        ["Misra1b"] = ((b, x) => b[0] * (1 - (1 + b[1] * x[0] / 2).Pow(-2)), [0]),
        ["Misra1c"] = ((b, x) => b[0] * (1 - (1 + 2 * b[1] * x[0]).Pow(-0.5)), [0]),
        ["Misra1d"] = ((b, x) => b[0] * b[1] * x[0] / (1 + b[1] * x[0]), [0]),
        ["Chwirut1"] = ((b, x) => (-b[0] * x[0]).Exp() / (b[1] + b[2] * x[0]), []),
        ["Chwirut2"] = ((b, x) => (-b[0] * x[0]).Exp() / (b[1] + b[2] * x[0]), []),
        ["DanWood"] = ((b, x) => b[0] * x[0].Pow(b[1]), [0]),
        ["Gauss1"] = (Gauss, [0, 2, 5]),
        ["Gauss2"] = (Gauss, [0, 2, 5]),
        ["Gauss3"] = (Gauss, [0, 2, 5]),
        ["Lanczos1"] = (Lanczos, [0, 2, 4]),
        ["Lanczos2"] = (Lanczos, [0, 2, 4]),
        ["Lanczos3"] = (Lanczos, [0, 2, 4]),
        ["Kirby2"] = (
            (b, x) => (b[0] + b[1] * x[0] + b[2] * (x[0] * x[0])) / (1 + b[3] * x[0] + b[4] * (x[0] * x[0])), [0, 1, 2]),
        ["Hahn1"] = (Cubics, [0, 1, 2, 3]),
        ["Thurber"] = (Cubics, [0, 1, 2, 3]),
        ["Nelson"] = ((b, x) => b[0] - b[1] * x[0] * (-b[2] * x[1]).Exp(), [0, 1]),
        ["MGH09"] = ((b, x) => b[0] * (x[0] * x[0] + x[0] * b[1]) / (x[0] * x[0] + x[0] * b[2] + b[3]), [0]),
        ["MGH10"] = ((b, x) => b[0] * (b[1] / (x[0] + b[2])).Exp(), [0]),
        ["MGH17"] = ((b, x) => b[0] + b[1] * (-x[0] * b[3]).Exp() + b[2] * (-x[0] * b[4]).Exp(), [0, 1, 2]),
        ["Roszman1"] = ((b, x) => b[0] - b[1] * x[0] - (b[2] / (x[0] - b[3])).Atan() / Math.PI, [0, 1]),
        ["ENSO"] = (Enso, [0, 1, 2, 4, 5, 7, 8]),
        ["Rat42"] = ((b, x) => b[0] / (1 + (b[1] - b[2] * x[0]).Exp()), [0]),
        ["Rat43"] = ((b, x) => b[0] / (1 + (b[1] - b[2] * x[0]).Exp()).Pow(1 / b[3]), [0]),
        ["Eckerle4"] = ((b, x) => b[0] / b[1] * (-0.5 * ((x[0] - b[2]) / b[1]).Pow(2)).Exp(), [0]),
        ["BoxBOD"] = ((b, x) => b[0] * (1 - (-b[1] * x[0]).Exp()), [0]),
        ["Bennett5"] = ((b, x) => b[0] * (b[1] + x[0]).Pow(-1 / b[2]), [0]),
    };

    private readonly double[][] _parameters;

    private NistProblem(string name)
    {
        Name = name;
        string[] lines = ReferenceValues.Lines($"nist/{name}.dat");
        _parameters = [.. lines.Where(line => Parameter().IsMatch(line)).Select(line => Numbers(line[(line.IndexOf('=') + 1)..]))];
        string squares = lines.Single(line => line.StartsWith("Residual Sum of Squares:", StringComparison.Ordinal));
        SumOfSquares = Numbers(squares[(squares.IndexOf(':') + 1)..])[0];
        Rows = [.. lines[60..].Where(line => line.Trim().Length > 0).Select(Numbers)];
        if (name == "Nelson")
        {
            foreach (double[] row in Rows) row[0] = Math.Log(row[0]);
        }
    }

    public static IEnumerable<string> Names => s_models.Keys.Where(name => File.Exists(PathOf(name)));

    public string Name { get; }

    /// <summary>The rows of data: y, then the predictors.</summary>
    public double[][] Rows { get; }

    public double[] Certified => [.. _parameters.Select(row => row[2])];

    /// <summary>The certified standard deviations; empty if the file has none.</summary>
    public double[] CertifiedErrors => [.. _parameters.Where(row => row.Length > 3).Select(row => row[3])];

    public double SumOfSquares { get; }

    /// <summary>The predicted y, from the parameters and the predictors.</summary>
    public Func<Node[], Node[], Node> Model => s_models[Name].Model;

    /// <summary>The parameters that enter linearly.</summary>
    public int[] Linear => s_models[Name].Linear;

    public static NistProblem Read(string name) => new(name);

    /// <summary>Start 1 and 2 of NIST; start 3 is the certified parameters.</summary>
    public double[] Start(int number) => [.. _parameters.Select(row => row[number - 1])];

    public FormulaResiduals Residuals()
    {
        var (model, linear) = s_models[Name];
        return new FormulaResiduals(
            _parameters.Length, Rows[0].Length, [.. Rows.SelectMany(row => row)],
            (b, row) => [model(b, row[1..].ToArray()) - row[0]], linear);
    }

    /// <summary>The digits that agree, −log₁₀ of the relative error, from 0 to 11, for each parameter.</summary>
    public double[] Digits(double[] parameters) =>
        [.. parameters.Zip(Certified, (found, certified) => Math.Clamp(-Math.Log10(Math.Abs(found / certified - 1)), 0, 11))];

    private static Node Gauss(Node[] b, Node[] x) =>
        b[0] * (-b[1] * x[0]).Exp()
        + b[2] * (-((x[0] - b[3]) / b[4]).Pow(2)).Exp()
        + b[5] * (-((x[0] - b[6]) / b[7]).Pow(2)).Exp();

    private static Node Lanczos(Node[] b, Node[] x) =>
        b[0] * (-b[1] * x[0]).Exp() + b[2] * (-b[3] * x[0]).Exp() + b[4] * (-b[5] * x[0]).Exp();

    private static Node Cubics(Node[] b, Node[] x)
    {
        Node square = x[0] * x[0], cube = square * x[0];
        return (b[0] + b[1] * x[0] + b[2] * square + b[3] * cube) / (1 + b[4] * x[0] + b[5] * square + b[6] * cube);
    }

    private static Node Enso(Node[] b, Node[] x)
    {
        Node year = 2 * Math.PI * x[0] / 12, first = 2 * Math.PI * x[0] / b[3], second = 2 * Math.PI * x[0] / b[6];
        return b[0] + b[1] * year.Cos() + b[2] * year.Sin() + b[4] * first.Cos() + b[5] * first.Sin()
            + b[7] * second.Cos() + b[8] * second.Sin();
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Golden", "nist", $"{name}.dat");

    private static double[] Numbers(string line) =>
        [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"^\s*b\d+ =")]
    private static partial Regex Parameter();
}
