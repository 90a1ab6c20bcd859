namespace Playground.Tabs.BreakIt;

/// <summary>What a tool of the library says.</summary>
/// <param name="Verdict">In a sentence.</param>
/// <param name="Passed">Whether it found nothing.</param>
public sealed record ToolOutput(string Verdict, bool Passed)
{
    /// <summary>The names of the columns of a table; none if there is no table.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The numbers of its rows.</summary>
    public IReadOnlyList<(IReadOnlyList<double> Numbers, bool Agrees)> Rows { get; init; } = [];

    /// <summary>What stands beside a row that agrees, and beside one that does not.</summary>
    public (string Agrees, string Differs) Marks { get; init; } = ("agrees", "differs");

    /// <summary>Texts of the library, word for word, each with what it is.</summary>
    public IReadOnlyList<(string What, string Text)> Texts { get; init; } = [];
}
