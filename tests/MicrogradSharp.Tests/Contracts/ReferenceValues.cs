using System.Globalization;
using System.Text.Json;

namespace MicrogradSharp.Tests.Contracts;

/// <summary>The files in the folder Golden: numbers from PyTorch and micrograd.</summary>
internal static class ReferenceValues
{
    private static readonly Lazy<ILookup<string, SpecialCase>> s_operators = new(ReadOperators);

    public static IEnumerable<SpecialCase> Operator(string name) => s_operators.Value[name];

    public static JsonElement Json(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(PathOf(file)));
        return document.RootElement.Clone();
    }

    public static double[][] Csv(string file) =>
        [.. File.ReadLines(PathOf(file)).Skip(1).Select(line => line.Split(',').Select(Number).ToArray())];

    public static string[] Lines(string file) => File.ReadAllLines(PathOf(file));

    public static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(Number)];

    public static double[] Flatten(JsonElement nested) =>
        nested.ValueKind == JsonValueKind.Array ? [.. nested.EnumerateArray().SelectMany(Flatten)] : [Number(nested)];

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Golden", file);

    private static double Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number ? element.GetDouble() : Number(element.GetString()!);

    /// <summary>Returns a number, or NaN for a text such as the name of a slot.</summary>
    private static double Number(string text) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out double number) ? number : double.NaN;

    private static ILookup<string, SpecialCase> ReadOperators() =>
        Json("operators.json").GetProperty("cases").EnumerateArray().ToLookup(
            c => c.GetProperty("op").GetString()!,
            c => new SpecialCase(Numbers(c.GetProperty("inputs")), Number(c.GetProperty("output")), Numbers(c.GetProperty("gradients"))));
}
