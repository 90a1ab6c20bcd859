using System.Text;

namespace Playground.Tabs.Gpt;

/// <summary>The tokens of a list of names: a token for each letter, and one for the begin and the end of a name.</summary>
public sealed class Alphabet
{
    private readonly string[] _letters;

    public Alphabet(IEnumerable<string> names) =>
        _letters = [.. names.SelectMany(name => name.EnumerateRunes()).Distinct().Order().Select(letter => letter.ToString())];

    /// <summary>The letters. The place of a letter is its token.</summary>
    public IReadOnlyList<string> Letters => _letters;

    /// <summary>The token of the begin and the end.</summary>
    public int End => _letters.Length;

    /// <summary>The number of tokens.</summary>
    public int Tokens => _letters.Length + 1;

    /// <summary>The letters of a name that are not in the alphabet.</summary>
    public IEnumerable<string> Unknown(string name) =>
        name.EnumerateRunes().Select(letter => letter.ToString()).Where(letter => Token(letter) < 0);

    /// <summary>The tokens of a name, with the end before and behind, cut to what the model can read.</summary>
    /// <param name="name">A name without unknown letters.</param>
    public int[] Encode(string name) =>
        [.. name.EnumerateRunes().Select(letter => Token(letter.ToString())).Prepend(End).Append(End).Take(GptModel.Block + 1)];

    private int Token(string letter) => Array.IndexOf(_letters, letter);
}
