namespace MicrogradSharp;

/// <summary>
/// Finds the first operation of a graph whose value or gradient is not finite while its inputs are. Linear; changes nothing.
/// </summary>
internal sealed class NonFiniteSearch
{
    private readonly NumberedGraph _graph;
    private readonly SidePass _pass;
    private readonly IReadOnlyList<Value> _values;
    private readonly IReadOnlyList<Value> _originals;
    private readonly List<Edge> _badEdges = [];
    private readonly bool[] _isSumBad;

    private NonFiniteSearch(IReadOnlyList<Value> values, IReadOnlyList<Value> originals)
    {
        _values = values;
        _originals = originals;
        _graph = new NumberedGraph(values);
        _pass = new SidePass(_graph);
        _isSumBad = new bool[values.Count];
    }

    private bool IsOutputFinite => double.IsFinite(_values[^1].Stored);

    /// <summary>Returns the first fault, or null.</summary>
    /// <param name="values">The leaves, then the operations in topological order; the output is the last.</param>
    /// <param name="originals">The values to report, when <paramref name="values"/> are copies of them.</param>
    /// <param name="isLeafOfInterest">Whether the gradient of a leaf matters; null if all do.</param>
    /// <remarks>
    /// A fault that reaches the output is reported first, then one that reaches the gradient of a leaf, and last one that reaches neither,
    /// such as a NaN in the branch of a Where that is not taken.
    /// </remarks>
    public static NonFiniteValue? Find(
        IReadOnlyList<Value> values,
        IReadOnlyList<Value>? originals = null,
        Func<Value, bool>? isLeafOfInterest = null)
    {
        var search = new NonFiniteSearch(values, originals ?? values);
        if (!search.IsOutputFinite) return search.FirstValue();
        search._pass.Run(search.NoteBadEdge);
        bool[] guilty = search.GuiltyGradients(isLeafOfInterest ?? (_ => true));
        bool reachesOutput = Array.Exists(guilty, isGuilty => isGuilty);
        return (reachesOutput ? search.FirstGradient(guilty, reachesOutput) : null)
            ?? search.FirstValue()
            ?? search.FirstGradient(Array.ConvertAll(search._pass.Gradients, gradient => !double.IsFinite(gradient)), reachesOutput: false);
    }

    private NonFiniteValue? FirstValue()
    {
        bool[] guilty = GuiltyValues();
        for (int i = 0; i < guilty.Length; i++)
        {
            if (!guilty[i] || !AreFinite(_values[i].Inputs)) continue;
            return new NonFiniteValue(_originals[i], _graph.NameOf(i), _values[i].IsLeaf)
            {
                Position = i,
                Inputs = InputsOf(i),
                Result = _values[i].Stored,
                Path = PathFrom(i, guilty),
                ReachesOutput = !IsOutputFinite,
            };
        }
        return null;
    }

    /// <summary>
    /// If the output is not finite: the values that made it so. If it is finite: all values that are not.
    /// </summary>
    private bool[] GuiltyValues()
    {
        bool[] guilty = new bool[_values.Count];
        guilty[^1] = !IsOutputFinite;
        for (int i = guilty.Length - 1; i >= 0; i--)
        {
            if (IsOutputFinite) guilty[i] = !double.IsFinite(_values[i].Stored);
            if (!guilty[i]) continue;
            foreach (int input in _graph.InputsOf(i)) guilty[input] |= !double.IsFinite(_values[input].Stored);
        }
        return guilty;
    }

    private void NoteBadEdge(int operation, int place, double contribution)
    {
        int input = _graph.InputsOf(operation)[place];
        if (double.IsFinite(_pass.Gradients[input])) return;
        // A finite product is to blame only if it makes the sum overflow, not if the sum was NaN before.
        if (!double.IsFinite(contribution) || !_isSumBad[input]) _badEdges.Add(new Edge(operation, place, input, contribution));
        _isSumBad[input] = true;
    }

    /// <summary>The values that made gradients of leaves NaN or infinite.</summary>
    private bool[] GuiltyGradients(Func<Value, bool> isLeafOfInterest)
    {
        bool[] guilty = new bool[_values.Count];
        for (int i = 0; i < guilty.Length && _values[i].IsLeaf; i++)
        {
            guilty[i] = !double.IsFinite(_pass.Gradients[i]) && isLeafOfInterest(_values[i]);
        }
        for (int i = _badEdges.Count - 1; i >= 0; i--)     // from the leaves up: each operation comes after its inputs
        {
            var edge = _badEdges[i];
            guilty[edge.Operation] |= guilty[edge.Input] && !double.IsFinite(_pass.Gradients[edge.Operation]);
        }
        return guilty;
    }

    private NonFiniteValue? FirstGradient(bool[] guilty, bool reachesOutput)
    {
        foreach (var edge in _badEdges)
        {
            var operation = _values[edge.Operation];
            if (!guilty[edge.Input] || !double.IsFinite(_pass.Gradients[edge.Operation])) continue;
            if (!double.IsFinite(operation.Stored) || !AreFinite(operation.Inputs)) continue;
            return new NonFiniteValue(_originals[edge.Operation], _graph.NameOf(edge.Operation), isLeaf: false)
            {
                Position = edge.Operation,
                Inputs = InputsOf(edge.Operation),
                Result = edge.Contribution,
                InputIndex = edge.Place,
                GradientFromAbove = _pass.Gradients[edge.Operation],
                Path = PathFrom(edge.Operation, new bool[_values.Count]),
                ReachesOutput = reachesOutput,
            };
        }
        return null;
    }

    private (string Name, double Data)[] InputsOf(int place)
    {
        return Array.ConvertAll(_graph.InputsOf(place).ToArray(), input => (_graph.NameOf(input), _values[input].Stored));
    }

    /// <summary>The shortest path to the output; a path of guilty values only is preferred.</summary>
    private string[] PathFrom(int start, bool[] guilty)
    {
        int[] next = new int[_values.Count], steps = new int[_values.Count];
        bool[] isGuilty = new bool[_values.Count];      // whether the whole path is guilty
        Array.Fill(next, -1);
        isGuilty[^1] = guilty[^1];
        for (int i = next.Length - 1; i > start; i--)
        {
            foreach (int from in _graph.InputsOf(i))
            {
                bool isBetter = next[from] < 0 ||
                    (isGuilty[i] && !isGuilty[from]) ||
                    (isGuilty[i] == isGuilty[from] && steps[i] + 1 < steps[from]);
                if (!isBetter) continue;
                (next[from], steps[from], isGuilty[from]) = (i, steps[i] + 1, isGuilty[i] && guilty[from]);
            }
        }
        string[] path = new string[steps[start]];
        for (int k = 0, i = next[start]; k < path.Length; k++, i = next[i])
        {
            path[k] = ValueNames.LabelOf(_values[i]) ?? ShownText.OneLine(_values[i].Rule!.Symbol);
        }
        return path;
    }

    private static bool AreFinite(ReadOnlySpan<Value> inputs)
    {
        foreach (var input in inputs)
        {
            if (!double.IsFinite(input.Stored)) return false;
        }
        return true;
    }

    /// <summary>An operation that made the gradient of an input NaN or infinite.</summary>
    private readonly record struct Edge(int Operation, int Place, int Input, double Contribution);
}
