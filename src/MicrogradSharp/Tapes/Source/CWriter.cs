namespace MicrogradSharp.Tapes.Source;

/// <summary>Writes functions of C99 that need its header math.h only.</summary>
internal sealed class CWriter(FormulaFunction function, SourceLanguage language, SourceShape shape)
    : SourceWriter(function, language, shape)
{
    private const string Inputs = "const double *row, const double *parameters";

    protected override string Careful => $"{Language.Name}_careful_{Target}";

    private string CarefulSignature => $"static void {Careful}({Inputs}, double *{Target})";

    protected override void WriteStart()
    {
        Line("/*");
        foreach (string line in Header()) Line($" * {line}");
        Line(" */");
        Line();
        Line("#include <math.h>");
        Line();
    }

    protected override void WriteEnd()
    {
    }

    protected override void OpenFunction(bool isDerivative)
    {
        bool hasOne = Shape.Outputs == 1;
        string counts = $"row: {Shape.Columns}, parameters: {Shape.Parameters.Count}";
        if (!hasOne) counts += $", outputs: {Shape.Outputs}";
        if (isDerivative) counts += $", {Target}: {Shape.Outputs * Shape.Parameters.Count}{(hasOne ? "" : ", output after output")}";
        Line(isDerivative
            ? $"/* {Summary(isDerivative)}\n * Numbers: {counts}. The {Target} must not overlap the others. */"
            : $"/* {Summary(isDerivative)} Numbers: {counts}. */");
        string outputs = hasOne ? "" : ", double *outputs";
        if (isDerivative) outputs += $", double *{Target}";
        string name = !isDerivative ? "evaluate" : hasOne ? "gradient" : "values_and_jacobian";
        Line($"{(hasOne ? "double" : "void")} {Language.Name}_{name}({Inputs}{outputs})");
        Line("{");
    }

    protected override void OpenCareful()
    {
        Line($"/* {CarefulSummary} */");
        Line(CarefulSignature);
        Line("{");
    }

    protected override void OpenHelper(string name, string[] parameters)
    {
        Line(Signature(name, parameters));
        Line("{");
    }

    protected override void WriteUnread(IEnumerable<string> arrays)
    {
        foreach (string array in arrays) Line($"    (void){array};");
    }

    protected override void WriteSearch(int count)
    {
        Line($"    for (int i = 0; i < {count}; i++)");
        Line("    {");
        Line($"        if (!isnan({Target}[i])) continue;");
        Line($"        {CallCareful}");
        Line("        break;");
        Line("    }");
    }

    protected override string Arrange(string functions, string helpers)
    {
        // Functions are declared before they are called.
        string declarations = string.Concat(Language.Helpers.Select(name => $"{Signature(name, Helpers.Parameters(name))};\n"));
        if (HasCareful) declarations += $"{CarefulSignature};\n";
        if (declarations.Length > 0) declarations += "\n";
        return declarations + (functions + helpers).TrimEnd('\n').Replace("\n}\n", "\n}\n\n", StringComparison.Ordinal) + "\n";
    }

    private string Signature(string name, string[] parameters) =>
        $"static double {Language.HelperName(name)}({string.Join(", ", parameters.Select(parameter => $"double {parameter}"))})";
}
