namespace MicrogradSharp.Diagnostics.Drawings;

/// <summary>The forward and backward pass of a graph, step by step. The gradients of the graph do not change.</summary>
internal sealed class BackpropSteps
{
    private const int MostNamed = 8;

    private readonly NumberedGraph _graph;
    private readonly SidePass _pass;
    private readonly double[] _shown;       // the gradients after the last step
    private readonly List<BackpropStep> _steps = [];

    public BackpropSteps(NumberedGraph graph)
    {
        _graph = graph;
        _pass = new SidePass(graph);
        _shown = new double[graph.Count];
        AddForward();
        AddBackward();
    }

    public IReadOnlyList<BackpropStep> Steps => _steps;

    /// <summary>The gradient of the output with respect to each value.</summary>
    public double[] Gradients => _pass.Gradients;

    private void AddForward()
    {
        Add(false, [("", Listing("{0}", i => _graph[i].Data))], "The leaves hold their numbers: inputs, parameters and constants.");
        for (int i = 0; i < _graph.Count; i++)
        {
            if (_graph[i].IsLeaf) continue;
            Add(false, [("", $"{_graph.NameOf(i)} = {Applied(i, Name)} = {Applied(i, Data)} = "), ("sum", Data(i))],
                "Forward: an operator computes its output from its inputs.", node: i);
        }
    }

    private void AddBackward()
    {
        int output = _graph.Output;
        Add(true, [("", $"{Derivative(output, output)} = "), ("sum", "1")],
            $"Backward starts at the output: the derivative of {Name(output)} with respect to itself is 1.", node: output, gradient: 1);
        double[] slopes = [];
        _pass.Run((from, place, contribution) =>
        {
            if (place == 0) slopes = LocalSlopes.Of(_graph[from]);
            AddEdge(from, place, slopes[place], contribution);
        });
        Add(true, [("", Listing($"∂{Name(output)}/∂{{0}}", i => Gradients[i]))],
            "Done: each gradient says how fast the output changes with that leaf.");
    }

    private void AddEdge(int from, int place, double slope, double contribution)
    {
        int to = _graph.InputsOf(from)[place];
        double before = _shown[to];
        _shown[to] = Gradients[to];
        string gradient = NumberText.Brief(Gradients[from]);
        string share = slope == 1 ? "the same amount" : $"{NumberText.Brief(slope)} times as much";
        string note = Gradients[from] == 0
            ? $"The gradient of {Name(from)} is exactly 0, so it passes on exactly 0, whatever the slope."
            : before == 0
                ? $"{Name(from)} = {Applied(from, Name)}: a small change in {Name(to)} changes {Name(from)} by {share}."
                : $"{Name(to)} is used more than once, so its gradients add up: " +
                  $"{NumberText.Brief(before)} + {Operand(contribution)} = {NumberText.Brief(Gradients[to])}.";
        Add(true,
            [
                ("", $"{Derivative(_graph.Output, to)} += "),
                ("up", Derivative(_graph.Output, from)), ("", " · "), ("slope", Derivative(from, to)),
                ("", " = "), ("up", gradient), ("", " · "), ("slope", Operand(slope)), ("", " = "), ("sum", NumberText.Brief(contribution)),
            ],
            note, to, from, place, Gradients[to]);
    }

    private void Add(
        bool backward, IReadOnlyList<(string Role, string Text)> formula, string note,
        int? node = null, int? from = null, int? place = null, double? gradient = null) => _steps.Add(new BackpropStep
        {
            Backward = backward,
            Formula = formula,
            Note = note,
            Node = node,
            From = from,
            Place = place,
            Gradient = gradient,
        });

    private string Name(int position) => _graph.NameOf(position);

    private string Data(int position) => NumberText.Brief(_graph[position].Data);

    private string Derivative(int of, int by) => $"∂{Name(of)}/∂{Name(by)}";

    /// <summary>An operation as people write it, such as a + b, x^2 or tanh(x).</summary>
    private string Applied(int position, Func<int, string> shown)
    {
        string symbol = _graph[position].Rule!.Symbol;
        string[] inputs = Array.ConvertAll(_graph.InputsOf(position).ToArray(), input => shown(input));
        return ValueNames.Formula(symbol, ValueNames.IsWord(symbol) ? inputs : Array.ConvertAll(inputs, Bracketed));
    }

    private string Listing(string name, Func<int, double> number)
    {
        int[] leaves = [.. Enumerable.Range(0, _graph.Count).Where(i => _graph[i].IsLeaf)];
        var named = leaves.Take(MostNamed).Select(NameAndNumber);
        return string.Join(",  ", named) + (leaves.Length > MostNamed ? $",  … and {leaves.Length - MostNamed} more" : "");

        string NameAndNumber(int leaf) => $"{name.Replace("{0}", Name(leaf), StringComparison.Ordinal)} = {NumberText.Brief(number(leaf))}";
    }

    private static string Operand(double number) => Bracketed(NumberText.Brief(number));

    private static string Bracketed(string text) => text.StartsWith('-') ? $"({text})" : text;
}
