using Formulas;
using MicrogradSharp.Fitting;

namespace Fit;

/// <summary>Writes what the fit predicts where the user asks for it.</summary>
internal sealed class Predictions
{
    private const string Option = "--predict";

    private readonly List<(string Name, double[] Row)> _places = [];

    /// <param name="texts">Numbers, or a number for each column: <c>450</c> or <c>x=450,t=3</c>.</param>
    /// <param name="names">The columns, as the formula calls them.</param>
    /// <exception cref="UserErrorException">A text is something else.</exception>
    public Predictions(IEnumerable<string> texts, IReadOnlyList<string> names)
    {
        foreach (string text in texts)
        {
            if (names is [var only] && !text.Contains('='))
            {
                foreach (string number in OptionText.List([text])) Add([(only, number)], names);
            }
            else Add(OptionText.Pairs(Option, [text], string.Join(',', names.Select(name => $"{name}=1"))), names);
        }
    }

    public void Write(CurveFitResult fit, double level, bool hasSigmas, TextWriter output)
    {
        if (_places.Count > 0) output.WriteLine();
        foreach (var (name, row) in _places)
        {
            var (low, high) = fit.ConfidenceBand(row, level);
            output.Write($"at {name}: {Text.Number(fit.Predict(row))}");
            output.Write($", the curve within {Text.Number(low)} to {Text.Number(high)}");
            if (!hasSigmas)     // otherwise the error of a new point is not known
            {
                (low, high) = fit.PredictionBand(row, level);
                output.Write($", a new point within {Text.Number(low)} to {Text.Number(high)}");
            }
            output.WriteLine($" ({Text.Percent(level)})");
        }
    }

    private void Add(List<(string Name, string Value)> pairs, IReadOnlyList<string> names)
    {
        string? unknown = pairs.Select(pair => pair.Name).FirstOrDefault(name => !names.Contains(name));
        if (unknown is not null)
        {
            throw new UserErrorException(
                $"{Option}: {Text.Quoted(unknown)} is no column of the formula. Its columns are {Text.Listed(names)}.");
        }
        double[] row = new double[names.Count];
        for (int i = 0; i < row.Length; i++)
        {
            int k = pairs.FindIndex(pair => pair.Name == names[i]);
            if (k < 0) throw new UserErrorException($"{Option} must give a number for each column, but has none for {names[i]}.");
            row[i] = OptionText.Number(Option, pairs[k].Value);
        }
        _places.Add((string.Join(", ", names.Select((name, i) => $"{name} = {Text.Number(row[i])}")), row));
    }
}
