using System.Globalization;

namespace MicrogradSharp.Onnx;

/// <summary>Gives every value of a graph a name of its own.</summary>
internal sealed class UniqueNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);

    /// <summary>Returns the name, or else the name with the first number that makes it unique.</summary>
    public string Take(string name) => _taken.Add(name) ? name : TakeNumbered(name);

    /// <summary>Returns the name with the first number that makes it unique.</summary>
    public string TakeNumbered(string name)
    {
        while (true)
        {
            int number = _next[name] = _next.GetValueOrDefault(name) + 1;
            string numbered = string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
            if (_taken.Add(numbered)) return numbered;
        }
    }
}
