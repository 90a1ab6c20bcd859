namespace MicrogradSharp.Diagnostics.Drawings;

/// <summary>The forward and the backward pass of a graph, step by step. The graph keeps its gradients.</summary>
internal sealed class BackpropSteps
{
    private const int MostNamed = 8;

    private readonly NumberedGraph _graph;
    private readonly List<BackpropStep> _steps = [];

    public BackpropSteps(NumberedGraph graph)
    {
        _graph = graph;
        Gradients = new double[graph.Count];
        AddForward();
        AddBackward();
    }

    public IReadOnlyList<BackpropStep> Steps => _steps;

    /// <summary>The gradient of the output by each value.</summary>
    public double[] Gradients { get; }

    private void AddForward()
    {
        Add(false, [("", Listing("{0}", i => _graph[i].Data))], "The leaves hold their numbers: inputs, parameters and constants.");
        for (int i = 0; i < _graph.Count; i++)
        {
            if (_graph[i].IsLeaf) continue;
            Add(false, [("", $"{_graph.NameOf(i)} = {Applied(i, Name)} = {Applied(i, Data)} = "), ("sum", Data(i))],
                "Forward: an operator makes its output of its inputs.", node: i);
        }
    }

    private void AddBackward()
    {
        int output = _graph.Output;
        Gradients[output] = 1;
        Add(true, [("", $"{Derivative(output, output)} = "), ("sum", "1")],
            $"Backward starts at the output: {Name(output)} changes exactly as fast as itself.", node: output, gradient: 1);
        for (int i = output; i >= 0; i--)
        {
            var value = _graph[i];
            if (value.IsLeaf) continue;
            double[] slopes = LocalSlopes.Of(value);
            double[] contributions = LocalSlopes.Contributions(value, Gradients[i]);
            for (int place = 0; place < slopes.Length; place++) AddEdge(i, place, slopes[place], contributions[place]);
        }
        Add(true, [("", Listing($"∂{Name(output)}/∂{{0}}", i => Gradients[i]))], "Done: how fast the output changes with each leaf.");
    }

    private void AddEdge(int from, int place, double slope, double contribution)
    {
        int to = _graph.InputsOf(from)[place];
        double before = Gradients[to];
        Gradients[to] += contribution;
        string gradient = ShownNumber.Short(Gradients[from]);
        string note = Gradients[from] == 0
            ? $"The gradient of {Name(from)} is exactly 0, so it passes on exactly 0, whatever the slope."
            : before == 0
                ? $"{Name(from)} = {Applied(from, Name)}: a small change of {Name(to)} changes {Name(from)} by {(slope == 1 ? "just" : $"{ShownNumber.Short(slope)} times")} as much."
                : $"{Name(to)} is used more than once, and what comes back adds up: {ShownNumber.Short(before)} + {Operand(contribution)} = {ShownNumber.Short(Gradients[to])}.";
        Add(true,
            [
                ("", $"{Derivative(_graph.Output, to)} += "), ("up", Derivative(_graph.Output, from)), ("", " · "), ("slope", Derivative(from, to)),
                ("", " = "), ("up", gradient), ("", " · "), ("slope", Operand(slope)), ("", " = "), ("sum", ShownNumber.Short(contribution)),
            ],
            note, to, from, place, Gradients[to]);
    }

    private void Add(
        bool backward, IReadOnlyList<(string Role, string Text)> formula, string note, int? node = null, int? from = null, int? place = null, double? gradient = null) =>
        _steps.Add(new BackpropStep { Backward = backward, Formula = formula, Note = note, Node = node, From = from, Place = place, Gradient = gradient });

    private string Name(int position) => _graph.NameOf(position);

    private string Data(int position) => ShownNumber.Short(_graph[position].Data);

    private string Derivative(int of, int by) => $"∂{Name(of)}/∂{Name(by)}";

    /// <summary>An operation as people write it: a + b, x^2, tanh(x).</summary>
    private string Applied(int position, Func<int, string> shown)
    {
        string symbol = ShownText.OneLine(_graph[position].Expression!.Symbol);
        int[] inputs = _graph.InputsOf(position).ToArray();
        bool sign = symbol is not [] && !char.IsLetter(symbol[0]);
        if (sign && inputs.Length == 2) return $"{Bracketed(shown(inputs[0]))} {symbol} {Bracketed(shown(inputs[1]))}";
        if (symbol is ['^', ..] && inputs.Length == 1) return Bracketed(shown(inputs[0])) + symbol;
        return $"{symbol}({string.Join(", ", inputs.Take(MostNamed).Select(shown))}{(inputs.Length > MostNamed ? ", …" : "")})";
    }

    private string Listing(string name, Func<int, double> number)
    {
        int[] leaves = [.. Enumerable.Range(0, _graph.Count).Where(i => _graph[i].IsLeaf)];
        var named = leaves.Take(MostNamed).Select(i => $"{name.Replace("{0}", Name(i), StringComparison.Ordinal)} = {ShownNumber.Short(number(i))}");
        return string.Join(",  ", named) + (leaves.Length > MostNamed ? $",  … and {leaves.Length - MostNamed} more" : "");
    }

    private static string Operand(double number) => Bracketed(ShownNumber.Short(number));

    private static string Bracketed(string text) => text.StartsWith('-') ? $"({text})" : text;
}
