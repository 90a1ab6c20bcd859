namespace MicrogradSharp.Tapes.Source;

/// <summary>How a language writes what the two have in common.</summary>
/// <param name="name">The name of the class, or the start of the names of functions.</param>
internal abstract class SourceLanguage(string name)
{
    public string Name { get; } = name;

    public abstract string NaN { get; }

    public abstract string Infinity { get; }

    /// <summary>How deep the body of a function is indented.</summary>
    public abstract string Indent { get; }

    /// <summary>The start of the declaration of a variable that does not change.</summary>
    public abstract string Declare { get; }

    /// <summary>The functions that are called and that the source must bring itself, in the order of the first call.</summary>
    public List<string> Helpers { get; } = [];

    /// <summary>A call of a function, with written arguments.</summary>
    public string Call(string function, string[] arguments) => $"{NameOf(function)}({string.Join(", ", arguments)})";

    /// <summary>The operator that stands for a function of two inputs, and binds as strongly as a product; null if there is none.</summary>
    public virtual string? OperatorFor(string function) => null;

    /// <summary>The condition that a number is not a number.</summary>
    public abstract string IsNaN(string number);

    /// <summary>The name of a function. One that the language lacks is remembered.</summary>
    public string NameOf(string function)
    {
        if (Known(function) is { } known) return known;
        if (!Helpers.Contains(function)) Helpers.Add(function);
        return HelperName(function);
    }

    /// <summary>The name of a function that the source brings itself.</summary>
    public abstract string HelperName(string function);

    /// <summary>The name of a function that the language has; null if it has none.</summary>
    protected abstract string? Known(string function);
}
