using Playground.Addresses;

namespace Playground.Tabs.Gpt;

/// <summary>The state of the tab GPT.</summary>
/// <param name="Temperature">What the scores are divided by.</param>
public sealed record GptState(double Temperature) : ITabState<GptState>
{
    private static GptState Default { get; } = new(1);

    public static GptState Parse(Fields fields) => new(fields.Number("temperature", Default.Temperature, 0.1, 10));

    public Fields Format() => Fields.Empty.With("temperature", Temperature, Default.Temperature);
}
