using Formulas;
using Playground.Addresses;

namespace Playground.Tabs.Formula;

/// <summary>The state of the tab Formula.</summary>
/// <param name="Text">The formula.</param>
/// <param name="Data">The numbers of its leaves.</param>
public sealed record FormulaState(string Text, LeafData Data) : ITabState<FormulaState>
{
    public const int LongestText = 1000;

    private const string DefaultText = "tanh(x1*w1 + x2*w2 + b)";
    private const string TextKey = "f", ViewKey = "view", StepKey = "step", GuessesKey = "guesses", AlongKey = "along";
    private const int LongestGuesses = 12 * LongestText;      // at most one for two characters, and 24 characters long
    private const int MostSteps = 3 * LongestText;      // an operator is one character, and has one step forward and two backward

    private static readonly string[] s_keys = [TextKey, ViewKey, StepKey, GuessesKey, AlongKey];

    private static CompiledFormula? s_last;     // a drag asks for the names in each frame

    /// <summary>What is shown of the graph.</summary>
    public FormulaView View { get; init; }

    /// <summary>The step, in the view that walks.</summary>
    public int Step { get; init; }

    /// <summary>The guesses so far, as <see cref="Quiz" /> writes them.</summary>
    public string Guesses { get; init; } = "";

    /// <summary>The leaf along which the curves run; empty for the first one.</summary>
    public string Along { get; init; } = "";

    public static FormulaState Parse(Fields fields)
    {
        string text = fields.Text(TextKey, DefaultText, LongestText);
        var data = LeafData.Default;
        foreach (string name in Names(text)) data = data.With(name, fields.Number(Key(name), data.Of(name)));
        return new FormulaState(text, data)
        {
            View = fields.Text(ViewKey, "") switch { "walk" => FormulaView.Walk, "quiz" => FormulaView.Quiz, _ => FormulaView.All },
            Step = fields.WholeNumber(StepKey, 0, 0, MostSteps),
            Guesses = fields.Text(GuessesKey, "", LongestGuesses),
            Along = fields.Text(AlongKey, ""),
        };
    }

    public Fields Format()
    {
        var fields = Fields.Empty.With(TextKey, Text, DefaultText);
        foreach (string name in Names(Text)) fields = fields.With(Key(name), Data.Of(name), LeafData.Default.Of(name));
        string view = View switch { FormulaView.Walk => "walk", FormulaView.Quiz => "quiz", _ => "" };
        return fields.With(ViewKey, view, "").With(StepKey, Step, 0).With(GuessesKey, Guesses, "").With(AlongKey, Along, "");
    }

    // a leaf may have the name of another key, or that name with dots
    private static string Key(string name) => s_keys.Contains(name.TrimEnd('.')) ? $"{name}." : name;

    private static IReadOnlyList<string> Names(string text)
    {
        if (s_last is { } last && last.Text == text) return last.Names;
        try
        {
            s_last = last = CompiledFormula.Parse(text);
            return last.Names;
        }
        catch (FormulaException)
        {
            return [];
        }
    }
}
