using System.Globalization;
using System.Text;
using Playground.Charts;

namespace Playground.Addresses;

/// <summary>The state of a tab as it stands in the address: keys and texts, in order. Immutable.</summary>
/// <remarks>
/// An address may come from anybody. A value that is missing, malformed or out of range reads as the default, so that every address opens.
/// </remarks>
public sealed class Fields : IEquatable<Fields>
{
    // the characters that a fragment may hold as they are, without those that end a field, an attribute or, in a message, a link
    private const string Plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$()*+,;=:@/?";

    private readonly (string Key, string Text)[] _all;

    private Fields((string, string)[] all) => _all = all;

    public static Fields Empty { get; } = new([]);

    public int Count => _all.Length;

    /// <summary>Reads <c>key=text&amp;key=text</c>. Of a key that comes twice, the last text counts.</summary>
    public static Fields Parse(string text)
    {
        var all = text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Field);
        return new([.. all.Reverse().DistinctBy(field => field.Key).Reverse()]);
    }

    public override string ToString() => string.Join('&', _all.Select(field => $"{Escaped(field.Key, "=")}={Escaped(field.Text, "")}"));

    /// <summary>Returns the fields with one more, or with another text for this key.</summary>
    public Fields With(string key, string text) => new([.. Without(key)._all, (key, text)]);

    /// <summary>Returns the fields with one more, or without it if it has its default: addresses stay short.</summary>
    public Fields With(string key, string text, string otherwise) => text == otherwise ? Without(key) : With(key, text);

    /// <inheritdoc cref="With(string, string, string)" />
    public Fields With(string key, double number, double otherwise) => With(key, NumberFormat.Exact(number), NumberFormat.Exact(otherwise));

    /// <inheritdoc cref="With(string, string, string)" />
    public Fields With(string key, int number, int otherwise) =>
        number == otherwise ? Without(key) : With(key, number.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc cref="With(string, string, string)" />
    public Fields With(string key, bool flag, bool otherwise) => flag == otherwise ? Without(key) : With(key, flag ? "1" : "0");

    /// <summary>Returns the fields without this key.</summary>
    public Fields Without(string key) => new([.. _all.Where(field => field.Key != key)]);

    /// <summary>The text of a key; the default if there is none, or if it is longer than allowed.</summary>
    public string Text(string key, string otherwise, int longest = 1000) =>
        Find(key) is { } text && text.Length <= longest ? text : otherwise;

    /// <summary>The number of a key; the default if there is none, or if it is not finite or out of range.</summary>
    public double Number(string key, double otherwise, double min = double.MinValue, double max = double.MaxValue) =>
        double.TryParse(Find(key), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= min && number <= max
            ? number
            : otherwise;

    /// <summary>The whole number of a key; the default if there is none, or if it is out of range.</summary>
    public int WholeNumber(string key, int otherwise, int min = int.MinValue, int max = int.MaxValue) =>
        int.TryParse(Find(key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            && number >= min && number <= max
            ? number
            : otherwise;

    /// <summary>Whether a key is 1; the default if it is neither 0 nor 1.</summary>
    public bool Flag(string key, bool otherwise) => Find(key) switch { "1" => true, "0" => false, _ => otherwise };

    /// <summary>The text of a key if it is one of the choices, else the default.</summary>
    public string Choice(string key, string otherwise, IEnumerable<string> choices) =>
        Find(key) is { } text && choices.Contains(text) ? text : otherwise;

    public bool Equals(Fields? other) => other is not null && _all.AsSpan().SequenceEqual(other._all);

    public override bool Equals(object? obj) => Equals(obj as Fields);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    private static (string Key, string Text) Field(string part)
    {
        int equals = part.IndexOf('=');
        return equals < 0
            ? (Uri.UnescapeDataString(part), "")
            : (Uri.UnescapeDataString(part[..equals]), Uri.UnescapeDataString(part[(equals + 1)..]));
    }

    private string? Find(string key) => Array.Find(_all, field => field.Key == key).Text;

    private static string Escaped(string text, string alsoEscaped)
    {
        var escaped = new StringBuilder();
        foreach (byte c in Encoding.UTF8.GetBytes(text))
        {
            bool isPlain = Plain.Contains((char)c) && !alsoEscaped.Contains((char)c);
            if (isPlain) escaped.Append((char)c);
            else escaped.Append(CultureInfo.InvariantCulture, $"%{c:X2}");
        }
        return escaped.ToString();
    }
}
