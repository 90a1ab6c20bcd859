using System.Globalization;
using System.Reflection;
using System.Text;

namespace MicrogradSharp.Tapes.Source;

/// <summary>Writes a recorded function as source code.</summary>
internal abstract class SourceWriter
{
    protected const string CarefulSummary =
        "Computes derivatives that are not a number again: a gradient of 0 contributes 0, even where a slope is not finite.";

    private const int LongestSum = 4;       // derivatives that one condition checks

    private readonly FormulaFunction _function;
    private readonly StringBuilder _text = new();
    private readonly Formula[] _derivatives, _careful;      // by parameter; for several outputs, one output after the other
    private readonly int[] _mayVanish;                      // the derivatives in which the two differ

    protected SourceWriter(FormulaFunction function, SourceLanguage language, SourceShape shape)
    {
        (_function, Language, Shape) = (function, language, shape);
        _derivatives = [.. Enumerable.Range(0, shape.Outputs).SelectMany(output => function.Gradient(output, isCareful: false))];
        _careful = [.. Enumerable.Range(0, shape.Outputs).SelectMany(output => function.Gradient(output, isCareful: true))];
        _mayVanish = [.. Enumerable.Range(0, _careful.Length).Where(i => _careful[i] != _derivatives[i])];
    }

    protected SourceLanguage Language { get; }

    protected SourceShape Shape { get; }

    /// <summary>The variable that receives the derivatives.</summary>
    protected string Target => Shape.Outputs == 1 ? "gradient" : "jacobian";

    /// <summary>Whether a derivative may be no number where the library has one, so that it is computed again.</summary>
    protected bool HasCareful => _mayVanish.Length > 0;

    /// <summary>The name of the function that computes such derivatives again.</summary>
    protected abstract string Careful { get; }

    /// <summary>The statement that calls it.</summary>
    protected string CallCareful => $"{Careful}(row, parameters, {Target});";

    protected abstract void WriteStart();

    protected abstract void WriteEnd();

    /// <summary>Opens a public function.</summary>
    /// <param name="isDerivative">Whether it also writes derivatives.</param>
    protected abstract void OpenFunction(bool isDerivative);

    /// <summary>Opens the function that computes derivatives again that are not a number.</summary>
    protected abstract void OpenCareful();

    protected abstract void OpenHelper(string name, string[] parameters);

    /// <summary>Says that a function does not read these of its inputs.</summary>
    protected virtual void WriteUnread(IEnumerable<string> arrays)
    {
    }

    /// <summary>Writes a loop that looks for a derivative that is not a number.</summary>
    protected abstract void WriteSearch(int count);

    /// <summary>Puts the public functions and those that they call in the order of the language.</summary>
    protected abstract string Arrange(string functions, string helpers);

    /// <summary>Writes everything.</summary>
    public string Write()
    {
        // In this order, because a function says which helpers it calls.
        string functions = Caught(WriteFunctions), helpers = Caught(WriteHelpers);
        WriteStart();
        _text.Append(Arrange(functions, helpers));
        WriteEnd();
        return _text.ToString();
    }

    /// <summary>What a public function does.</summary>
    protected string Summary(bool isDerivative) => Shape.Outputs == 1
        ? isDerivative ? "Returns the value, and computes its derivative by each parameter." : "Returns the value."
        : isDerivative ? "Computes the outputs, and the derivative of each by each parameter." : "Computes the outputs.";

    protected void Line(string line = "") => _text.Append(line).Append('\n');

    /// <summary>What the source is, for its first lines.</summary>
    protected IEnumerable<string> Header()
    {
        string version = typeof(SourceWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        string columns = NumberText.Count(Shape.Columns, "column"), parameters = NumberText.Count(Shape.Parameters.Count, "parameter");
        yield return $"{Language.Name}: a function of {columns} and {parameters} with {NumberText.Count(Shape.Outputs, "output")}, "
            + $"written by MicrogradSharp {version.Split('+')[0]}.";
        for (int i = 0; i < Shape.Parameters.Count; i++)
        {
            if (Shape.Parameters[i] is { } label && !string.IsNullOrWhiteSpace(label))
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"parameters[{i}] is {Comment(label)}");
            }
        }
    }

    /// <summary>A label that neither ends a comment nor continues it on the next line.</summary>
    private static string Comment(string label) => ShownText.OneLine(label)
        .Replace('\\', '/')
        .Replace("*/", "* /", StringComparison.Ordinal)
        .Replace("/*", "/ *", StringComparison.Ordinal)
        .Replace("??/", "? ?/", StringComparison.Ordinal);      // in C, ??/ is a backslash

    /// <summary>What an action writes, taken out of the text.</summary>
    private string Caught(Action write)
    {
        write();
        string written = _text.ToString();
        _text.Clear();
        return written;
    }

    private void WriteFunctions()
    {
        WriteFunction(isDerivative: false);
        if (Shape.Parameters.Count > 0) WriteFunction(isDerivative: true);
        if (HasCareful) WriteCareful();
    }

    private void WriteFunction(bool isDerivative)
    {
        OpenFunction(isDerivative);
        var roots = isDerivative ? [.. _function.Outputs, .. _derivatives] : _function.Outputs;
        var writer = WriteVariables(roots);
        if (isDerivative)
        {
            for (int i = 0; i < _derivatives.Length; i++) Assign(Target, i, writer.Write(_derivatives[i]));
            WriteCheck();       // before the outputs, which may overlap the row that it reads again
        }
        if (Shape.Outputs > 1)
        {
            for (int i = 0; i < Shape.Outputs; i++) Assign("outputs", i, writer.Write(_function.Outputs[i]));
        }
        else
        {
            Line($"{Language.Indent}return {writer.Write(_function.Outputs[0])};");
        }
        CloseFunction();
    }

    private void WriteCareful()
    {
        OpenCareful();
        var writer = WriteVariables([.. _mayVanish.Select(i => _careful[i])]);
        foreach (int i in _mayVanish) Assign(Target, i, writer.Write(_careful[i]));
        CloseFunction();
    }

    private FormulaWriter WriteVariables(Formula[] roots)
    {
        var statements = new Statements(roots);
        var writer = new FormulaWriter(Language, statements.Names);
        string[] read = [.. statements.Leaves.Select(leaf => leaf.Place.Split('[')[0])];
        WriteUnread(((string[])["row", "parameters"]).Except(read));
        foreach (var leaf in statements.Leaves) Declare(leaf);
        foreach (var variable in statements.Variables) Declare(variable);
        return writer;

        void Declare(Formula formula) =>
            Line($"{Language.Indent}{Language.Declare} {statements.Names[formula]} = {writer.WriteWhole(formula)};");
    }

    private void WriteCheck()
    {
        if (!HasCareful) return;
        if (_mayVanish.Length > LongestSum) WriteSearch(_derivatives.Length);
        else Line($"{Language.Indent}if ({Language.IsNaN(string.Join(" + ", _mayVanish.Select(i => $"{Target}[{i}]")))}) {CallCareful}");
    }

    private void Assign(string target, int index, string value) =>
        Line(string.Create(CultureInfo.InvariantCulture, $"{Language.Indent}{target}[{index}] = {value};"));

    private void CloseFunction() => Line($"{Language.Indent[4..]}}}");

    /// <summary>Writes the helpers that were called, and those that they call.</summary>
    private void WriteHelpers()
    {
        for (int i = 0; i < Language.Helpers.Count; i++)
        {
            string name = Language.Helpers[i];
            OpenHelper(name, Helpers.Parameters(name));
            foreach (string line in Helpers.Body(name).ReplaceLineEndings("\n").Split('\n')) Line($"{Language.Indent}{Translated(line)}");
            CloseFunction();
        }
    }

    /// <summary>A line of a helper with the names that the language has for functions, NaN and infinity.</summary>
    private string Translated(string line)
    {
        var translated = new StringBuilder();
        for (int start = 0, end; start < line.Length; start = end)
        {
            end = start + 1;
            if (char.IsAsciiLetter(line[start]))
            {
                while (end < line.Length && (char.IsAsciiLetterOrDigit(line[end]) || line[end] == '_')) end++;
            }
            string word = line[start..end];
            bool isCalled = end - start > 1 && end < line.Length && line[end] == '(';
            translated.Append(word switch
            {
                "NaN" => Language.NaN,
                "Infinity" => Language.Infinity,
                _ => isCalled ? Language.NameOf(word) : word,
            });
        }
        return translated.ToString();
    }
}
