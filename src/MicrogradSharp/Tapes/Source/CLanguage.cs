namespace MicrogradSharp.Tapes.Source;

/// <summary>C, as of 1999.</summary>
internal sealed class CLanguage(string name) : SourceLanguage(name)
{
    public override string NaN => "NAN";

    public override string Infinity => "INFINITY";

    public override string Indent => "    ";

    public override string Declare => "const double";

    public override string HelperName(string function) => $"{Name}_{function}";

    public override string IsNaN(string number) => $"isnan({number})";

    protected override string? Known(string function) => SourceFunctions.InC(function);
}
