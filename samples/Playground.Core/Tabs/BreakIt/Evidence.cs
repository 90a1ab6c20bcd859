using Playground.Charts;

namespace Playground.Tabs.BreakIt;

/// <summary>What a program does, for everyone to see.</summary>
/// <param name="What">What <paramref name="Number" /> is.</param>
/// <param name="Number">The number that the program prints.</param>
/// <param name="Expected">What it should be, as a part of a sentence.</param>
/// <param name="IsRight">Whether it is that.</param>
/// <param name="CurvesLabel">What the curves are, in a sentence.</param>
/// <param name="Curves">The curves.</param>
public sealed record Evidence(
    string What, double Number, string Expected, bool IsRight, string CurvesLabel, IReadOnlyList<Series> Curves);
