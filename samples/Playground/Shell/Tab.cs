using System.Diagnostics.CodeAnalysis;
using Playground.Tabs.BreakIt;
using Playground.Tabs.Fit;
using Playground.Tabs.Formula;
using Playground.Tabs.Gpt;
using Playground.Tabs.Network;

namespace Playground.Shell;

/// <summary>A tab of the page.</summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="Title">Its title.</param>
/// <param name="Component">The component that shows it, a <see cref="TabPage{TState}" />.</param>
public sealed record Tab(
    string Name, string Title, [property: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] Type Component)
{
    /// <summary>All tabs, from left to right. The page before it works, in index.html, shows the same titles.</summary>
    public static IReadOnlyList<Tab> All { get; } =
    [
        new("formula", "Formula", typeof(FormulaTab)),
        new("network", "Network", typeof(NetworkTab)),
        new("fit", "Fit", typeof(FitTab)),
        new("gpt", "GPT", typeof(GptTab)),
        new("break-it", "Break it", typeof(BreakItTab)),
    ];

    /// <summary>The tab of a name; the first one if there is none.</summary>
    public static Tab Named(string name) => All.FirstOrDefault(tab => tab.Name == name) ?? All[0];
}
