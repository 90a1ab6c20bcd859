namespace Playground.Tabs.Gpt;

/// <summary>Names that were invented after some steps.</summary>
/// <param name="Steps">The number of steps.</param>
/// <param name="Names">The names, and whether each is new and not in the list.</param>
public sealed record InventedRound(int Steps, IReadOnlyList<(string Name, bool IsNew)> Names);
