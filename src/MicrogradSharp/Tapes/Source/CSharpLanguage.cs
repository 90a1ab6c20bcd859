namespace MicrogradSharp.Tapes.Source;

/// <summary>C#.</summary>
internal sealed class CSharpLanguage(string name) : SourceLanguage(name)
{
    public override string NaN => "double.NaN";

    public override string Infinity => "double.PositiveInfinity";

    public override string Indent => "        ";

    public override string Declare => "double";

    public override string HelperName(string function) => SourceFunctions.Capital(function);

    public override string? OperatorFor(string function) => function == "fmod" ? "%" : null;

    public override string IsNaN(string number) => $"double.IsNaN({number})";

    protected override string? Known(string function) => SourceFunctions.InCSharp(function);
}
