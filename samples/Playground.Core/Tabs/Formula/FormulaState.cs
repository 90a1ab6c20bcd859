using Formulas;
using Playground.Addresses;

namespace Playground.Tabs.Formula;

/// <summary>The state of the tab Formula.</summary>
/// <param name="Text">The formula.</param>
/// <param name="Data">The numbers of its leaves.</param>
public sealed record FormulaState(string Text, LeafData Data) : ITabState<FormulaState>
{
    private const string DefaultText = "tanh(x1*w1 + x2*w2 + b)", TextKey = "f";

    public static FormulaState Parse(Fields fields)
    {
        string text = fields.Text(TextKey, DefaultText);
        var data = LeafData.Default;
        foreach (string name in Names(text)) data = data.With(name, fields.Number(Key(name), data.Of(name)));
        return new FormulaState(text, data);
    }

    public Fields Format()
    {
        var fields = Fields.Empty.With(TextKey, Text, DefaultText);
        foreach (string name in Names(Text)) fields = fields.With(Key(name), Data.Of(name), LeafData.Default.Of(name));
        return fields;
    }

    // a leaf may have the name of the key of the formula
    private static string Key(string name) => name == TextKey ? $"{name}." : name;

    private static IReadOnlyList<string> Names(string text)
    {
        try
        {
            return CompiledFormula.Parse(text).Names;
        }
        catch (FormulaException)
        {
            return [];
        }
    }
}
