namespace Playground.Addresses;

/// <summary>The address after its #: <c>#1/formula?f=w*x&amp;x=2</c>, and with a lesson <c>#1/formula/the-name?f=w*x</c>.</summary>
/// <param name="Tab">The tab.</param>
/// <param name="Lesson">The lesson beside it, or null.</param>
/// <param name="Fields">The state of the tab.</param>
public sealed record PageAddress(string Tab, string? Lesson, Fields Fields)
{
    private const string Version = "1";
    private const int Longest = 20_000;

    /// <summary>Reads a fragment, with or without its #.</summary>
    /// <returns>Null if it is empty, too long, or not written by this version of the page.</returns>
    public static PageAddress? Parse(string fragment)
    {
        if (fragment.Length > Longest) return null;
        string text = fragment.StartsWith('#') ? fragment[1..] : fragment;
        int question = text.IndexOf('?');
        string[] path = (question < 0 ? text : text[..question]).Split('/');
        if (path[0] != Version || path.Length is not (2 or 3) || path[1].Length == 0) return null;
        string? lesson = path.Length == 3 && path[2].Length > 0 ? Uri.UnescapeDataString(path[2]) : null;
        return new PageAddress(path[1], lesson, question < 0 ? Fields.Empty : Fields.Parse(text[(question + 1)..]));
    }

    public override string ToString()
    {
        string lesson = Lesson is null ? "" : $"/{Uri.EscapeDataString(Lesson)}", fields = Fields.Count == 0 ? "" : $"?{Fields}";
        return $"#{Version}/{Tab}{lesson}{fields}";
    }
}
