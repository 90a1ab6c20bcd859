using Playground.Addresses;

namespace Playground.Tabs.BreakIt;

/// <summary>The state of the tab Break it.</summary>
/// <param name="IsRepaired">Whether the slope is the right one.</param>
public sealed record BreakItState(bool IsRepaired) : ITabState<BreakItState>
{
    public static BreakItState Parse(Fields fields) => new(fields.Flag("repaired", false));

    public Fields Format() => Fields.Empty.With("repaired", IsRepaired, false);
}
