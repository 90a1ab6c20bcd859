namespace Moons;

/// <summary>Makes text from outside fit into a message of one line: files and arguments may hold anything.</summary>
internal static class OneLine
{
    private const int Longest = 40;

    public static string Of(string text) =>
        string.Concat(text.ReplaceLineEndings(" ").Select(c => char.IsControl(c) ? '?' : c)).Trim();

    /// <summary>In quotes, and shortened: it is there to be recognised, not to be read in full.</summary>
    public static string Quoted(string text)
    {
        string line = Of(text);
        return line.Length <= Longest ? $"'{line}'" : $"'{line[..Longest]}...'";
    }
}
