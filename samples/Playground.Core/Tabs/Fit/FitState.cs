using Playground.Addresses;

namespace Playground.Tabs.Fit;

/// <summary>The state of the tab Fit.</summary>
/// <param name="Formula">The curve, in x and in parameters.</param>
public sealed record FitState(string Formula) : ITabState<FitState>
{
    private static FitState Default { get; } = new("b1*(1-exp(-b2*x))");

    public static FitState Parse(Fields fields) => new(fields.Text("f", Default.Formula));

    public Fields Format() => Fields.Empty.With("f", Formula, Default.Formula);
}
