using System.Text;

namespace MicrogradSharp.Nn;

/// <summary>The parameters of a module, part by part: <see cref="ToString"/> is a table.</summary>
public sealed record ModuleSummary
{
    private const int BytesPerParameter = 80;       // the value that holds it

    internal ModuleSummary(IEnumerable<string> parameterNames)
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
        ParameterCount = parts.Sum(part => part.Parameters);
    }

    /// <summary>The parts, in the order of their parameters. A part is named up to the first number in a parameter's name, as in <c>layers.0</c>.</summary>
    public IReadOnlyList<(string Name, int Parameters)> Parts { get; }

    /// <summary>The number of parameters.</summary>
    public int ParameterCount { get; }

    /// <summary>What the parameters take on the heap of a 64-bit process: 80 bytes each. In a file they take 8.</summary>
    public long ApproximateBytes => (long)BytesPerParameter * ParameterCount;

    /// <summary>A line for each part, then the total.</summary>
    public override string ToString()
    {
        var table = new TextTable("part", "parameters");
        foreach (var (name, parameters) in Parts) table.Add(name, NumberText.Whole(parameters));
        table.Add("total", NumberText.Whole(ParameterCount));
        var text = new StringBuilder();
        table.AppendTo(text);
        return text.Append("about ").Append(NumberText.Bytes(ApproximateBytes)).Append('\n').ToString();
    }

    /// <summary><c>layers.0</c> of <c>layers.0.neurons.3.bias</c>; a number at the end counts what is in a part: <c>weights</c> of <c>weights.3</c>.</summary>
    private static string PartOf(string parameter)
    {
        string[] names = parameter.Split('.');
        int number = Array.FindIndex(names, name => name.Length > 0 && name.All(char.IsAsciiDigit));
        if (number < 0) return parameter;
        return string.Join('.', names[..(number == names.Length - 1 ? Math.Max(number, 1) : number + 1)]);
    }
}
