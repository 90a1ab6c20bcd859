namespace Playground.Tabs.BreakIt;

/// <summary>A program with a fault, its story, and its mended version, as its text says.</summary>
/// <remarks>
/// The text has a title, paragraphs that begin with <c>story:</c>, <c>tool:</c>, <c>run:</c>, <c>question:</c>, <c>hint:</c> and
/// <c>answer:</c>, and <c>code:</c>. A line of code begins with a space, with - if only the broken version has it, with + if only the
/// mended one does. ! is - on a line that is the answer; a - line is too, if there is no other. ? marks an answer that stays.
/// </remarks>
public sealed class BrokenProgram
{
    private readonly string[] _lines;
    private readonly string _marks;     // of the lines that answer the question

    private BrokenProgram(string key, string text)
    {
        string[] parts = text.ReplaceLineEndings("\n").Split("\ncode:\n");
        if (parts.Length != 2) throw new FormatException($"The program {key} must have one line \"code:\".");
        string[] paragraphs = parts[0].Split("\n\n", StringSplitOptions.TrimEntries);
        Key = key;
        Title = paragraphs[0].TrimStart('#', ' ');
        (Story, Tool, Run, Question) = (Paragraph("story"), Paragraph("tool"), Paragraph("run"), Paragraph("question"));
        (Hint, Answer) = (Paragraph("hint"), Paragraph("answer"));
        _lines = parts[1].TrimEnd().Split('\n');
        _marks = _lines.Any(line => line.StartsWith('!') || line.StartsWith('?')) ? "!?" : "-";

        string Paragraph(string name) =>
            paragraphs.FirstOrDefault(paragraph => paragraph.StartsWith($"{name}: ", StringComparison.Ordinal))?[(name.Length + 2)..]
            ?? throw new FormatException($"The program {key} must have a paragraph \"{name}: \".");
    }

    /// <summary>Its name in addresses.</summary>
    public string Key { get; }

    public string Title { get; }

    /// <summary>What happened.</summary>
    public string Story { get; }

    /// <summary>What finds the fault.</summary>
    public string Tool { get; }

    /// <summary>What the button says that runs the tool.</summary>
    public string Run { get; }

    /// <summary>What the user answers with a line.</summary>
    public string Question { get; }

    /// <summary>Said after a wrong answer.</summary>
    public string Hint { get; }

    /// <summary>Said after the right one.</summary>
    public string Answer { get; }

    /// <summary>Reads the text of a key.</summary>
    public static BrokenProgram Load(string key)
    {
        var assembly = typeof(BrokenProgram).Assembly;
        string resource = assembly.GetManifestResourceNames()
            .Single(name => name.StartsWith("BreakIt/", StringComparison.Ordinal) && name.EndsWith($"-{key}", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new BrokenProgram(key, reader.ReadToEnd());
    }

    /// <summary>The lines of a version.</summary>
    public IReadOnlyList<ProgramLine> Lines(bool isMended) =>
    [
        .. _lines.Where(line => line.Length == 0 || !(isMended ? "-!" : "+").Contains(line[0]))
            .Select(line => line.Length == 0
                ? new ProgramLine("", false, false)
                : new ProgramLine(line[1..], _marks.Contains(line[0]), "-!+".Contains(line[0]))),
    ];

    /// <summary>The whole program.</summary>
    public string Source(bool isMended) => string.Concat(Lines(isMended).Select(line => $"{line.Text}\n"));
}
