using System.Globalization;

namespace Playground.Tabs.Fit;

/// <summary>
/// A problem of the NIST Statistical Reference Datasets for nonlinear regression: a formula, two starts, certified parameters, and data.
/// </summary>
/// <remarks>
/// Its file has the name and what it is about, the source, the formula, a line for each parameter (name, start, start, estimate, standard
/// error), the certified sum of squares, an empty line, and the data as CSV.
/// </remarks>
public sealed class CertifiedProblem
{
    private const string Folder = "Fit/";

    private CertifiedProblem(string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Trim().Split('\n');
        int empty = Array.IndexOf(lines, "");
        string[] title = lines[0].Split(": ");
        (Name, About, Source, Formula) = (title[0], title[1], lines[1], lines[2]);
        Parameters = [.. lines[3..(empty - 1)].Select(Parameter)];
        SumOfSquares = Number(lines[empty - 1].Split(' ')[1]);
        Data = string.Join('\n', lines[(empty + 1)..]);
    }

    /// <summary>All problems, the easy ones first.</summary>
    public static IReadOnlyList<CertifiedProblem> All { get; } =
    [
        .. typeof(CertifiedProblem).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Load),
    ];

    public string Name { get; }

    /// <summary>What was measured.</summary>
    public string About { get; }

    /// <summary>The page of NIST.</summary>
    public string Source { get; }

    public string Formula { get; }

    public IReadOnlyList<CertifiedParameter> Parameters { get; }

    public double SumOfSquares { get; }

    /// <summary>The measurements, as CSV.</summary>
    public string Data { get; }

    /// <summary>Its name in addresses.</summary>
    public string Key => Name.ToLowerInvariant();

    /// <summary>The problem of a key; null if there is none.</summary>
    public static CertifiedProblem? Find(string key) => All.FirstOrDefault(problem => problem.Key == key);

    /// <summary>The parameters at a start.</summary>
    /// <param name="number">1 or 2.</param>
    public ParameterList Start(int number) =>
        new([.. Parameters.Select(parameter => new ParameterStart(parameter.Name, Number(parameter.Starts[number - 1])))]);

    private static CertifiedParameter Parameter(string line)
    {
        string[] words = line.Split(' ');
        return new CertifiedParameter(words[0], words[1..3], Number(words[3]), words.Length > 4 ? Number(words[4]) : double.NaN);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static CertifiedProblem Load(string resource)
    {
        using var reader = new StreamReader(typeof(CertifiedProblem).Assembly.GetManifestResourceStream(resource)!);
        return new CertifiedProblem(reader.ReadToEnd());
    }
}
