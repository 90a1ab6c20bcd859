using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Components;
using Playground.Addresses;
using Playground.Tabs.BreakIt;
using Playground.Tabs.Fit;
using Playground.Tabs.Formula;
using Playground.Tabs.Gpt;
using Playground.Tabs.Network;

namespace Playground.Shell;

/// <summary>A tab of the page.</summary>
public sealed class Tab
{
    private readonly Func<Fields, Action<Fields, bool>, RenderFragment> _render;

    private Tab(string name, string title, Func<Fields, Action<Fields, bool>, RenderFragment> render)
    {
        Name = name;
        Title = title;
        _render = render;
    }

    /// <summary>All tabs, from left to right. The page before it works, in index.html, shows the same titles.</summary>
    public static IReadOnlyList<Tab> All { get; } =
    [
        Of<FormulaTab, FormulaState>("formula", "Formula"),
        Of<NetworkTab, NetworkState>("network", "Network"),
        Of<FitTab, FitState>("fit", "Fit"),
        Of<GptTab, GptState>("gpt", "GPT"),
        Of<BreakItTab, BreakItState>("break-it", "Break it"),
    ];

    /// <summary>Its name in addresses.</summary>
    public string Name { get; }

    public string Title { get; }

    /// <summary>The tab of a name; the first one if there is none.</summary>
    public static Tab Named(string name) => All.FirstOrDefault(tab => tab.Name == name) ?? All[0];

    /// <summary>The page of the tab.</summary>
    /// <param name="fields">Its state.</param>
    /// <param name="remember">Called with a new state, and with whether the back button returns to the one before.</param>
    public RenderFragment Page(Fields fields, Action<Fields, bool> remember) => _render(fields, remember);

    // without DynamicComponent, which trimming cannot follow
    private static Tab Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TPage, TState>(string name, string title)
        where TPage : TabPage<TState>
        where TState : ITabState<TState> =>
        new(name, title, (fields, remember) => builder =>
        {
            builder.OpenComponent<TPage>(0);
            builder.AddComponentParameter(1, nameof(TabPage<>.Fields), fields);
            builder.AddComponentParameter(2, nameof(TabPage<>.Remember), remember);
            builder.CloseComponent();
        });
}
