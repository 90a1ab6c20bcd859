using Playground.Addresses;

namespace Playground.Lessons;

/// <summary>A state of a tab with text beside it.</summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="Title">Its title.</param>
/// <param name="Start">The tab and its state when the lesson is opened.</param>
/// <param name="Paragraphs">The text. Parts in backquotes are code.</param>
public sealed record Lesson(string Name, string Title, PageAddress Start, IReadOnlyList<string> Paragraphs)
{
    /// <summary>Reads a lesson: <c># title</c>, <c>state: 1/tab?fields</c>, paragraphs, with an empty line between them.</summary>
    /// <exception cref="FormatException">The text is not a lesson.</exception>
    public static Lesson Parse(string name, string text)
    {
        const string Title = "# ", State = "state: ";
        const StringSplitOptions Trimmed = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        string[] parts = text.ReplaceLineEndings("\n").Split("\n\n", Trimmed);
        if (parts.Length < 3 || !parts[0].StartsWith(Title, StringComparison.Ordinal)
            || !parts[1].StartsWith(State, StringComparison.Ordinal) || PageAddress.Parse(parts[1][State.Length..]) is not { } start)
        {
            throw new FormatException($"The lesson {name} must have a line '# title', a line 'state: 1/tab?fields', and a paragraph.");
        }
        return new Lesson(name, parts[0][Title.Length..], start with { Lesson = name }, [.. parts.Skip(2).Select(OneLine)]);
    }

    private static string OneLine(string paragraph) => paragraph.Replace('\n', ' ');
}
