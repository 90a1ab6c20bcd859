namespace MicrogradSharp.Tapes.Source;

/// <summary>C#.</summary>
internal sealed class CSharpLanguage(string name) : SourceLanguage(name)
{
    public override string NaN => "double.NaN";

    public override string Infinity => "double.PositiveInfinity";

    public override string Indent => "        ";

    public override string Declare => "double";

    public override string HelperName(string function) => SourceFunctions.Capital(function);

    public override string Call(string function, string[] arguments)
    {
        if (function != "fmod") return base.Call(function, arguments);
        var operands = arguments.Select(argument => argument.Contains(' ') ? $"({argument})" : argument);
        return $"({string.Join(" % ", operands)})";
    }

    protected override string? Known(string function) => SourceFunctions.InCSharp(function);
}
