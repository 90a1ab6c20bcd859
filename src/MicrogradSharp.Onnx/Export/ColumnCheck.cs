namespace MicrogradSharp.Onnx;

/// <summary>Checks the names and sizes of a model's inputs and outputs.</summary>
internal static class ColumnCheck
{
    private const string DefaultInput = "input", DefaultOutput = "output";

    public static OnnxColumns[] Inputs(OnnxOptions options, int columns) =>
        Check(options.Inputs ?? [new OnnxColumns(DefaultInput, columns)], columns, nameof(OnnxOptions.Inputs), "column");

    public static OnnxColumns[] Outputs(OnnxOptions options, int outputs) =>
        Check(options.Outputs ?? [new OnnxColumns(DefaultOutput, outputs)], outputs, nameof(OnnxOptions.Outputs), "output");

    /// <exception cref="ArgumentException">An input and an output have one name.</exception>
    public static void AreApart(OnnxColumns[] inputs, OnnxColumns[] outputs)
    {
        string? both = inputs.Select(input => input.Name).Intersect(outputs.Select(output => output.Name)).FirstOrDefault();
        if (both is null) return;
        throw Fault($"Inputs and Outputs must have different names, but both have {ShownText.Quoted(both)}.");
    }

    private static OnnxColumns[] Check(IReadOnlyList<OnnxColumns> columns, int total, string property, string what)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        long sum = 0;
        foreach (var group in columns)
        {
            if (string.IsNullOrWhiteSpace(group?.Name)) throw Fault($"{property} must all have a name, but one has none.");
            if (!names.Add(group.Name)) throw Fault($"{property} must have different names, but two are {ShownText.Quoted(group.Name)}.");
            if (ShownText.OneLine(group.Name) != group.Name)     // a file holds no half of a surrogate pair, a runtime ends a name at \0
            {
                throw Fault(
                    $"{property} must have names on one line, without control characters, but one is {ShownText.Quoted(group.Name)}.");
            }
            if (group.Count < 1)
            {
                throw Fault($"{property} must all have at least 1 column, but {ShownText.Quoted(group.Name)} has {group.Count}.");
            }
            sum += group.Count;
        }
        if (sum == total) return [.. columns];
        throw Fault($"{property} must have {NumberText.Count(total, what)} together, as the function has, but have {sum}.");
    }

    private static ArgumentException Fault(string message) => new(message);
}
