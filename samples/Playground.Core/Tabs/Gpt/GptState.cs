using Playground.Addresses;

namespace Playground.Tabs.Gpt;

/// <summary>The state of the tab GPT.</summary>
/// <param name="Names">The list of names as <see cref="NameList.Text" />; empty for the chemical elements.</param>
/// <param name="IsBigram">Whether the model sees the last letter only.</param>
/// <param name="Seed">The seed of the order of the names and of the first parameters.</param>
/// <param name="Steps">The number of steps trained.</param>
/// <param name="Temperature">What the logits are divided by when a name is invented.</param>
/// <param name="Shown">The name whose attention is shown; empty for the first of the list.</param>
/// <param name="Head">The head whose attention is shown, from 1.</param>
public sealed record GptState(string Names, bool IsBigram, int Seed, int Steps, double Temperature, string Shown, int Head)
    : ITabState<GptState>
{
    private const string All = "all", Last = "last";

    private static GptState Default { get; } = new("", false, 42, 0, 0.5, "", 1);

    public static GptState Parse(Fields fields) => new(
        Listed(fields.Text("names", Default.Names, 20_000)),
        fields.Choice("sees", All, [All, Last]) == Last,
        fields.WholeNumber("seed", Default.Seed, 0, 999_999),
        fields.WholeNumber("steps", Default.Steps, 0, GptTraining.MaxSteps),
        fields.Number("temperature", Default.Temperature, 0.1, 2),
        fields.Text("show", Default.Shown, 2 * GptModel.Block),
        fields.WholeNumber("head", Default.Head, 1, GptModel.Heads));

    public Fields Format() => Fields.Empty
        .With("names", Names, Default.Names)
        .With("sees", IsBigram ? Last : All, All)
        .With("seed", Seed, Default.Seed)
        .With("steps", Steps, Default.Steps)
        .With("temperature", Temperature, Default.Temperature)
        .With("show", Shown, Default.Shown)
        .With("head", Head, Default.Head);

    private static string Listed(string names) => names.Length == 0 ? names : NameList.TryParse(names)?.Text ?? Default.Names;
}
