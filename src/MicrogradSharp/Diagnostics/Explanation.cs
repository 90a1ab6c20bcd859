using System.Globalization;
using System.Text;

namespace MicrogradSharp.Diagnostics;

/// <summary>The backward pass of a graph in words.</summary>
internal sealed class Explanation
{
    private readonly NumberedGraph _graph;
    private readonly SidePass _pass;
    private readonly bool[] _hasGradient;
    private readonly StringBuilder _text = new();
    private double[] _slopes = [];
    private int _lines;

    public Explanation(Graph graph)
    {
        _graph = new NumberedGraph(graph.Values);
        _pass = new SidePass(_graph);
        _hasGradient = new bool[_graph.Count];
    }

    public string Write()
    {
        int output = _graph.Output;
        string name = _graph.NameOf(output);
        Line($"{Equation(output)}, gradient ∂{name}/∂{name} = 1, the seed");
        _hasGradient[output] = true;
        _pass.Run(AddLine);
        WriteLeaves();
        return _text.ToString();
    }

    private void AddLine(int operation, int place, double contribution)
    {
        var value = _graph[operation];
        double above = _pass.Gradients[operation];
        if (place == 0)
        {
            if (operation < _graph.Output) Line($"{Equation(operation)}, gradient {NumberText.Short(above)}");
            _slopes = LocalSlopes.Of(value);
        }
        int input = _graph.InputsOf(operation)[place];
        var (name, output) = (_graph.NameOf(input), _graph.NameOf(_graph.Output));
        _lines++;
        // A gradient of 0 contributes 0 even if the slope is infinite, but the written product 0 · ∞ would not be 0.
        string product = above == 0 && !double.IsFinite(_slopes[place])
            ? "0 from above stays 0"
            : $"{NumberText.Short(_slopes[place])} · {Factor(above)} = {NumberText.Short(contribution)}";
        string sum = _hasGradient[input] ? $", total {NumberText.Short(_pass.Gradients[input])}" : "";
        string number = _lines.ToString(CultureInfo.InvariantCulture), user = _graph.NameOf(operation);
        Line($"{number,4}. {name} += ∂{user}/∂{name} · ∂{output}/∂{user} = {product}{sum}");
        _hasGradient[input] = true;
    }

    private void WriteLeaves()
    {
        Line($"gradients of the leaves:");
        for (int i = 0; i < _graph.Count && _graph[i].IsLeaf; i++)
        {
            Line($"      {_graph.NameOf(i)} = {NumberText.Short(_graph[i].Stored)}, gradient {NumberText.Short(_pass.Gradients[i])}");
        }
    }

    private string Equation(int place)
    {
        var value = _graph[place];
        string data = NumberText.Short(value.Stored);
        if (value.IsLeaf) return $"{_graph.NameOf(place)} = {data}";
        string[] inputs = Array.ConvertAll(_graph.InputsOf(place).ToArray(), _graph.NameOf);
        return $"{_graph.NameOf(place)} = {ValueNames.Formula(value.Rule!.Symbol, inputs)} = {data}";
    }

    private static string Factor(double number) => number < 0 ? $"({NumberText.Short(number)})" : NumberText.Short(number);

    private void Line(string line) => _text.Append(line).Append('\n');
}
