namespace MicrogradSharp.Tapes.Source;

/// <summary>The text of one operation, read with the formulas of its inputs.</summary>
internal sealed class OperatorFormulas
{
    private readonly IBackward _rule;
    private readonly SourceText _text;
    private readonly Formulas _formulas;
    private readonly Dictionary<string, Formula> _named = [];
    private readonly Formula?[] _slopes;

    public OperatorFormulas(IBackward rule, Formula[] inputs, Formulas formulas)
    {
        (_rule, _formulas) = (rule, formulas);
        _text = rule.SourceFor(inputs.Length) ?? throw Missing(rule);
        if (_text.Slopes.Count != inputs.Length)
        {
            throw new InvalidOperationException(
                $"The source text of {Name(rule)} must have a slope for each of its {NumberText.Count(inputs.Length, "input")}, "
                + $"but has {NumberText.Count(_text.Slopes.Count, "slope")}.");
        }
        _slopes = new Formula?[inputs.Length];
        for (int i = 0; i < inputs.Length; i++) _named[NameOf(i)] = inputs[i];
        _named["y"] = Value = Read(_text.Value, _text.Parts.Count);
    }

    /// <summary>The value.</summary>
    public Formula Value { get; }

    /// <summary>The slope by an input. It is read once: every output asks for it, twice.</summary>
    public Formula Slope(int input) => _slopes[input] ??= Read(_text.Slopes[input], _text.Parts.Count);

    private string NameOf(int input) => _rule switch
    {
        UnaryExpr => "x",
        BinaryExpr => input == 0 ? "left" : "right",
        _ => $"x{input}",
    };

    /// <summary>Reads an expression that may use the first parts: a part those before it.</summary>
    private Formula Read(string text, int parts)
    {
        try
        {
            return new FormulaReader(text, _formulas, name => ValueOf(name, parts)).Read();
        }
        catch (FormatException exception)
        {
            throw new InvalidOperationException(
                $"The source text of {Name(_rule)}, {ShownText.Quoted(text)}, cannot be read: {exception.Message}.", exception);
        }
    }

    private Formula? ValueOf(string name, int parts)
    {
        if (_named.TryGetValue(name, out var known)) return known;
        for (int i = 0; i < parts; i++)
        {
            if (_text.Parts[i].Key == name) return _named[name] = Read(_text.Parts[i].Value, i);
        }
        return null;
    }

    private static string Name(IBackward rule) => $"the operator '{ShownText.OneLine(rule.Symbol)}' ({rule.GetType().Name})";

    private static NotSupportedException Missing(IBackward rule)
    {
        string type = rule.GetType().Name;
        string remedy = rule switch
        {
            UnaryExpr => $"override SourceText? Source in {type}, such as new(\"tanh(x)\", \"1 - y * y\") for tanh",
            BinaryExpr =>
                $"override SourceText? Source in {type}, such as new(\"left / right\", \"1 / right\", \"-y / right\") for a division",
            _ => $"{(rule is Expr ? "override" : "implement")} SourceText? SourceFor(int inputs) in {type}, such as "
                + "SourceText.ForEach(inputs, SourceText.Join(\" + \", inputs, i => $\"x{i}\"), i => \"1\") for a sum",
        };
        return new NotSupportedException($"The operator '{ShownText.OneLine(rule.Symbol)}' ({type}) has no source text: {remedy}.");
    }
}
