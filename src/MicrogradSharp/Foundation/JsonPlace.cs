using System.Text;
using System.Text.Json;

namespace MicrogradSharp;

/// <summary>A value of an untrusted JSON file, with its path, so that errors can name the place.</summary>
/// <param name="element">The value.</param>
/// <param name="path">The path, such as <c>layers[1].weights[0]</c>.</param>
internal readonly struct JsonPlace(JsonElement element, string path)
{
    private const int MaxDepth = 8;         // a model needs 5
    private const int LongestReason = 200;
    private const string InvalidLiteral = "' is an invalid JSON literal";

    /// <summary>Parses JSON in UTF-8. A byte order mark at the start is skipped.</summary>
    /// <param name="utf8">The bytes. They must not change while the document is in use.</param>
    /// <param name="what">What messages call the bytes.</param>
    /// <exception cref="FormatException">The bytes are not UTF-8 or not JSON, or are nested too deeply.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8, string what)
    {
        if (utf8.Span.StartsWith(Encoding.UTF8.Preamble)) utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        int valid = ValidUtf8(utf8.Span);
        if (valid < utf8.Length) throw new FormatException($"{what} must be UTF-8, but is invalid at {Position(utf8.Span, valid)}.");
        try
        {
            return JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (JsonException fault)
        {
            // The fault is not the inner exception, because its message may repeat the whole file.
            string place = $"line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}";
            throw new FormatException($"{what} must be JSON, but is invalid at {place}: {Reason(fault.Message)}");
        }
    }

    /// <summary>The properties of an object, by name.</summary>
    public Dictionary<string, JsonPlace> Properties()
    {
        if (element.ValueKind != JsonValueKind.Object) throw Fault("must be an object");
        var properties = new Dictionary<string, JsonPlace>();
        foreach (var property in element.EnumerateObject())
        {
            string name = NameOf(property);
            string inside = PathOf(name);
            if (properties.TryAdd(name, new JsonPlace(property.Value, inside))) continue;
            throw new FormatException($"{inside} must appear once, but appears again.");
        }
        return properties;
    }

    /// <summary>The properties of an object that must have exactly these names.</summary>
    public Dictionary<string, JsonPlace> Properties(params ReadOnlySpan<string> names)
    {
        var properties = Properties();
        foreach (var (name, place) in properties)
        {
            if (names.Contains(name)) continue;
            throw new FormatException(
                $"{PathOf(name)} is unknown: {Name} must have the properties {string.Join(", ", names.ToArray())}.");
        }
        foreach (string name in names) Required(properties, name);
        return properties;
    }

    /// <summary>
    /// Checks the properties <c>format</c> and <c>version</c>. Checked first, because other errors mean little in a file of another format.
    /// </summary>
    public void CheckFormat(string format, int version)
    {
        var properties = Properties();
        var itsFormat = Required(properties, "format");
        if (itsFormat.Text() != format) throw itsFormat.Fault($"must be '{format}'");
        var itsVersion = Required(properties, "version");
        if (itsVersion.WholeNumber(minimum: 0) != version) throw itsVersion.Fault($"must be {version}");
    }

    private JsonPlace Required(Dictionary<string, JsonPlace> properties, string name) =>
        properties.TryGetValue(name, out var place) ? place : throw new FormatException($"{PathOf(name)} is missing.");

    /// <summary>Whether the value is <c>null</c>.</summary>
    public bool IsNull => element.ValueKind == JsonValueKind.Null;

    /// <summary>The number of elements of an array.</summary>
    public int Count() => element.ValueKind == JsonValueKind.Array ? element.GetArrayLength() : throw Fault("must be an array");

    /// <summary>The elements of an array.</summary>
    public IEnumerable<JsonPlace> Items()
    {
        Count();
        string array = path;
        return element.EnumerateArray().Select((item, i) => new JsonPlace(item, $"{array}[{i}]"));
    }

    /// <summary>The numbers of an array; the strings NaN, Infinity and -Infinity are numbers too.</summary>
    /// <param name="count">The required number of elements.</param>
    /// <param name="reason">The reason for this number, for the message.</param>
    public double[] Numbers(int count, string reason)
    {
        if (Count() != count) throw new FormatException($"{Name} must hold {count} numbers, {reason}, but holds {Count()}.");
        double[] numbers = new double[count];
        int i = 0;
        foreach (var item in element.EnumerateArray())
        {
            if (!IsFinite(item, out numbers[i])) numbers[i] = new JsonPlace(item, $"{path}[{i}]").NonFinite();
            i++;
        }
        return numbers;
    }

    /// <summary>A whole number from <paramref name="minimum"/> to <paramref name="maximum"/>.</summary>
    public long WholeNumber(long minimum, long maximum = long.MaxValue)
    {
        bool isRight = element.ValueKind == JsonValueKind.Number &&
            element.TryGetInt64(out long number) &&
            number >= minimum &&
            number <= maximum;
        string last = maximum == long.MaxValue ? "2^63 - 1" : $"{maximum}";
        return isRight ? element.GetInt64() : throw Fault($"must be a whole number from {minimum} to {last}");
    }

    /// <summary>A finite number that is at least <paramref name="minimum"/>.</summary>
    public double FiniteNumber(double minimum = double.MinValue)
    {
        if (IsFinite(element, out double number) && number >= minimum) return number;
        throw Fault(minimum == double.MinValue ? "must be a finite number" : $"must be a finite number and at least {minimum}");
    }

    /// <summary>A string.</summary>
    public string Text()
    {
        if (element.ValueKind != JsonValueKind.String) throw Fault("must be a string");
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException fault)     // from an escape such as \uD800, half of a surrogate pair
        {
            throw new FormatException($"{Name} must be valid text, but holds half of a surrogate pair.", fault);
        }
    }

    /// <summary>An exception that says what the value must be and what it was.</summary>
    public FormatException Fault(string rule) => new($"{Name} {rule}, but was {Shown()}.");

    private string Name => path.Length == 0 ? "The outermost value" : path;

    /// <summary>The path of a property of this value.</summary>
    public string PathOf(string name)
    {
        bool isPlain = name.Length is > 0 and <= ShownText.LongestQuotation && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        return isPlain ? path.Length == 0 ? name : $"{path}.{name}" : $"{path}[{ShownText.Quoted(name)}]";
    }

    private string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException fault)
        {
            throw new FormatException($"{Name} must have valid text as property names, but one holds half of a surrogate pair.", fault);
        }
    }

    private string Shown() => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => ShownText.Quoted(Text()),
        _ => ShownText.Excerpt(element.GetRawText()),
    };

    /// <summary>
    /// The parser's message without the position. A quoted literal is cut: the parser quotes everything up to the next delimiter.
    /// </summary>
    private static string Reason(string message)
    {
        int place = message.LastIndexOf(" LineNumber:", StringComparison.Ordinal);
        string reason = place < 0 ? message : message[..place];
        int quoteEnd = reason.LastIndexOf(InvalidLiteral, StringComparison.Ordinal);
        if (quoteEnd > 0) reason = $"{ShownText.Quoted(reason.AsSpan(1, quoteEnd - 1))}{reason.AsSpan(quoteEnd + 1)}";
        return ShownText.OneLine(ShownText.Shortened(reason, LongestReason));
    }

    // 1e999 is read as ∞.
    private static bool IsFinite(JsonElement element, out double number)
    {
        number = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out number) && double.IsFinite(number);
    }

    private double NonFinite() => (element.ValueKind == JsonValueKind.String ? Text() : "") switch
    {
        JsonNumbers.NaN => double.NaN,
        JsonNumbers.Infinity => double.PositiveInfinity,
        JsonNumbers.MinusInfinity => double.NegativeInfinity,
        _ => throw Fault("must be a number within the range of a double, or \"NaN\", \"Infinity\" or \"-Infinity\""),
    };

    private static int ValidUtf8(ReadOnlySpan<byte> utf8)
    {
        if (System.Text.Unicode.Utf8.IsValid(utf8)) return utf8.Length;
        int valid = 0;
        while (Rune.DecodeFromUtf8(utf8[valid..], out _, out int read) == System.Buffers.OperationStatus.Done) valid += read;
        return valid;
    }

    private static string Position(ReadOnlySpan<byte> utf8, int index)
    {
        var before = utf8[..index];
        return $"line {before.Count((byte)'\n') + 1}, byte {index - before.LastIndexOf((byte)'\n')}";
    }
}
