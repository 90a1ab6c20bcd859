using System.Text;

namespace MicrogradSharp.Nn;

/// <summary>The number of parameters in each part of a module. <see cref="ToString"/> returns a table.</summary>
public sealed record ModuleSummary
{
    private const int BytesPerParameter = 64;       // one Value

    internal ModuleSummary(IEnumerable<string> parameterNames, int parameterCount)
    {
        var parts = new List<(string Name, int Parameters)>();
        var places = new Dictionary<string, int>();
        foreach (string parameter in parameterNames)
        {
            string name = PartOf(parameter);
            if (places.TryAdd(name, parts.Count)) parts.Add((name, 0));
            int place = places[name];
            parts[place] = (name, parts[place].Parameters + 1);
        }
        Parts = parts.AsReadOnly();
        ParameterCount = parameterCount;
    }

    /// <summary>
    /// The parts, in the order of their parameters. A part's name is a parameter's name up to the first number, as in <c>layers.0</c>, or
    /// the name of a tensor, as in <c>weight</c>. A parameter that parts share counts in each of them.
    /// </summary>
    public IReadOnlyList<(string Name, int Parameters)> Parts { get; }

    /// <summary>The number of parameters. A shared one counts once.</summary>
    public int ParameterCount { get; }

    /// <summary>
    /// The size of the parameters on the heap of a 64-bit process, 64 bytes each. In a safetensors file of F64, each takes 8 bytes.
    /// </summary>
    public long ApproximateBytes => (long)BytesPerParameter * ParameterCount;

    /// <summary>Returns a table with a line for each part, then the total.</summary>
    public override string ToString()
    {
        var table = new TextTable("part", "parameters");
        foreach (var (name, parameters) in Parts) table.Add(name, NumberText.Whole(parameters));
        table.Add("total", NumberText.Whole(ParameterCount));
        var text = new StringBuilder();
        table.AppendTo(text);
        return text.Append("about ").Append(NumberText.Bytes(ApproximateBytes)).Append('\n').ToString();
    }

    /// <summary>
    /// Returns <c>layers.0</c> for <c>layers.0.neurons.3.bias</c>. Numbers at the end are a place in a tensor: <c>weight.3.1</c> gives
    /// <c>weight</c>.
    /// </summary>
    private static string PartOf(string parameter)
    {
        string[] names = ParameterTensor.Split(parameter).Tensor.Split('.');
        int number = Array.FindIndex(names, name => name.Length > 0 && name.All(char.IsAsciiDigit));
        return string.Join('.', number < 0 ? names : names[..(number + 1)]);
    }
}
