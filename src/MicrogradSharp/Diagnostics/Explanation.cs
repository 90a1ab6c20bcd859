using System.Globalization;
using System.Text;

namespace MicrogradSharp.Diagnostics;

/// <summary>The backward pass of a graph in words.</summary>
internal sealed class Explanation(Graph graph)
{
    private readonly SidePass _pass = new(graph.Values);
    private readonly ValueNames _names = new(graph.Values);
    private readonly bool[] _hasGradient = new bool[graph.Count];
    private readonly StringBuilder _text = new();
    private double[] _slopes = [];
    private int _lines;

    public string Write()
    {
        int output = graph.Count - 1;
        string name = _names[output];
        Line($"{Equation(output)}, gradient ∂{name}/∂{name} = 1, the seed");
        _hasGradient[output] = true;
        _pass.Run(AddLine);
        WriteLeaves();
        return _text.ToString();
    }

    private void AddLine(int operation, int place, double contribution)
    {
        var value = graph.Values[operation];
        double above = _pass.Gradients[operation];
        if (place == 0)
        {
            if (operation < graph.Count - 1) Line($"{Equation(operation)}, gradient {NumberText.Short(above)}");
            _slopes = LocalSlopes.Of(value);
        }
        int input = _pass.PlaceOf(value.Inputs[place]);
        var (name, output) = (_names[input], _names[graph.Count - 1]);
        _lines++;
        // a zero from above passes a zero on, also where the slope is infinite: the product on paper would not be 0 there
        string product = above == 0 && !double.IsFinite(_slopes[place]) ? "0 from above stays 0" : $"{NumberText.Short(_slopes[place])} · {Factor(above)} = {NumberText.Short(contribution)}";
        string sum = _hasGradient[input] ? $", together {NumberText.Short(_pass.Gradients[input])}" : "";
        Line($"{_lines.ToString(CultureInfo.InvariantCulture),4}. {name} += ∂{_names[operation]}/∂{name} · ∂{output}/∂{_names[operation]} = {product}{sum}");
        _hasGradient[input] = true;
    }

    private void WriteLeaves()
    {
        Line($"gradients of the leaves:");
        for (int i = 0; i < graph.Count && graph.Values[i].IsLeaf; i++)
        {
            Line($"      {_names[i]} = {NumberText.Short(graph.Values[i].Stored)}, gradient {NumberText.Short(_pass.Gradients[i])}");
        }
    }

    private string Equation(int place)
    {
        var value = graph.Values[place];
        string data = NumberText.Short(value.Stored);
        if (value.IsLeaf) return $"{_names[place]} = {data}";
        string[] inputs = new string[value.Inputs.Length];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = _names[_pass.PlaceOf(value.Inputs[i])];
        return $"{_names[place]} = {ValueNames.Formula(value.Rule!.Symbol, inputs)} = {data}";
    }

    private static string Factor(double number) => number < 0 ? $"({NumberText.Short(number)})" : NumberText.Short(number);

    private void Line(string line) => _text.Append(line).Append('\n');
}
