using Playground.Addresses;

namespace Playground.Tabs.BreakIt;

/// <summary>The state of the tab Break it.</summary>
/// <param name="Thing">The key of the broken thing.</param>
/// <param name="IsMended">Whether its mended version runs.</param>
/// <param name="IsToolShown">Whether the tool has run.</param>
/// <param name="Line">The line that the user chose, from 1; 0 for none.</param>
/// <param name="Rate">The learning rate of the slider.</param>
/// <param name="Solved">The keys of the things that the user has found, with a dot after each.</param>
public sealed record BreakItState(string Thing, bool IsMended, bool IsToolShown, int Line, double Rate, string Solved)
    : ITabState<BreakItState>
{
    public const double LowestRate = 0.01, HighestRate = 0.3;

    /// <summary>The learning rate of the program as it was found.</summary>
    public const double FoundRate = 0.25;

    private static BreakItState Default { get; } = new(BrokenThing.All[0].Program.Key, false, false, 0, FoundRate, "");

    /// <summary>The things that are solved.</summary>
    public int SolvedCount => BrokenThing.All.Count(thing => IsSolved(thing.Program.Key));

    public static BreakItState Parse(Fields fields) => new(
        fields.Choice("thing", Default.Thing, BrokenThing.All.Select(thing => thing.Program.Key)),
        fields.Flag("mended", Default.IsMended),
        fields.Flag("tool", Default.IsToolShown),
        fields.WholeNumber("line", Default.Line, 0, 99),
        fields.Number("rate", Default.Rate, LowestRate, HighestRate),
        Ordered(fields.Text("solved", Default.Solved)));

    public Fields Format() => Fields.Empty
        .With("thing", Thing, Default.Thing)
        .With("mended", IsMended, Default.IsMended)
        .With("tool", IsToolShown, Default.IsToolShown)
        .With("line", Line, Default.Line)
        .With("rate", Rate, Default.Rate)
        .With("solved", Solved, Default.Solved);

    /// <summary>Goes to another thing, as it was found.</summary>
    public BreakItState GoTo(string thing) => Default with { Thing = thing, Solved = Solved };

    /// <summary>Adds a thing to those that are solved.</summary>
    public BreakItState Solve(string thing) => this with { Solved = Ordered($"{Solved}{thing}.") };

    public bool IsSolved(string thing) => Solved.Split('.').Contains(thing);

    private static string Ordered(string solved) => string.Concat(
        BrokenThing.All.Select(thing => thing.Program.Key).Where(solved.Split('.').Contains).Select(key => $"{key}."));
}
