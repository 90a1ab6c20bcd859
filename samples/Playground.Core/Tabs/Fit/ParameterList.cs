namespace Playground.Tabs.Fit;

/// <summary>The starts of the parameters. Immutable.</summary>
public sealed class ParameterList(IReadOnlyList<ParameterStart> all)
{
    private const int Most = 40;

    public IReadOnlyList<ParameterStart> All { get; } = all;

    /// <summary>Reads the text of an address. What is malformed is left out.</summary>
    public static ParameterList Parse(string text) =>
        new([.. text.Split(',').Select(ParameterStart.Parse).OfType<ParameterStart>().DistinctBy(start => start.Name).Take(Most)]);

    /// <summary>The start of a parameter; 1, without bounds, if it is not in the list.</summary>
    public ParameterStart Of(string name) => All.FirstOrDefault(start => start.Name == name) ?? new ParameterStart(name, 1);

    /// <summary>Returns the list with another start, at the place of the one with this name.</summary>
    public ParameterList With(ParameterStart changed) => All.Any(start => start.Name == changed.Name)
        ? new ParameterList([.. All.Select(start => start.Name == changed.Name ? changed : start)])
        : new ParameterList([.. All, changed]);

    public override string ToString() => string.Join(',', All);
}
