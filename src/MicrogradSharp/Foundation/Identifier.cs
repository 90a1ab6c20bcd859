namespace MicrogradSharp;

/// <summary>Names of the characters that C# and C both allow.</summary>
internal static class Identifier
{
    /// <summary>Whether a text consists of letters from A to Z, digits and _, and begins with a letter.</summary>
    public static bool Is(string text) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <summary>Whether a text is a letter and a number, such as x0.</summary>
    public static bool IsNumbered(string text, char letter) =>
        text.Length > 1 && text[0] == letter && text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>Checks that a name is an identifier.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static void Check(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Is(name)) return;
        const string Rule = "name must consist of letters from A to Z, digits and _, and begin with a letter";
        throw new ArgumentException($"{Rule}, but was {ShownText.Quoted(name)}.", nameof(name));
    }
}
