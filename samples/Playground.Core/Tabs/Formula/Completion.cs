using Formulas;

namespace Playground.Tabs.Formula;

/// <summary>The names that a word in a formula may become.</summary>
public static class Completion
{
    private const int Most = 6;

    /// <summary>Finds names for the word that ends at the caret.</summary>
    /// <returns>Where the word begins, and the names with a note: first the formula's own, then functions; none without a word.</returns>
    public static (int Start, IReadOnlyList<(string Name, string Note)> Names) At(string text, int caret)
    {
        int start = Math.Clamp(caret, 0, text.Length), end = start;
        while (start > 0 && IsOfWord(text[start - 1])) start--;
        if (start == end || char.IsAsciiDigit(text[start])) return (start, []);
        if (end < text.Length && (IsOfWord(text[end]) || text[end] == '(')) return (start, []);
        string word = text[start..end];
        var own = Words(text, start).Where(name => Begins(name, word) && FormulaFunctions.Find(name) is null)
            .Distinct().Order(StringComparer.Ordinal).Select(name => (name, "leaf"));
        var functions = FormulaFunctions.Names.Where(name => Begins(name, word))
            .Select(name => (name, FormulaFunctions.Find(name)!.ArgumentCount));
        return (start, [.. own.Concat(functions).Take(Most)]);
    }

    private static bool Begins(string name, string word) =>
        name.StartsWith(word, StringComparison.OrdinalIgnoreCase) && !name.Equals(word, StringComparison.Ordinal);

    private static IEnumerable<string> Words(string text, int without)
    {
        for (int i = 0; i < text.Length;)
        {
            int start = i;
            while (i < text.Length && IsOfWord(text[i])) i++;
            if (i > start && start != without && !char.IsAsciiDigit(text[start])) yield return text[start..i];
            if (i == start) i++;
        }
    }

    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || c == '_';
}
