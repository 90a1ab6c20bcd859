namespace MicrogradSharp;

/// <summary>A backward pass on the side: the same numbers as <see cref="BackwardPass"/> gives, and every value keeps its own.</summary>
/// <param name="values">The leaves, then the operations in topological order; the output is the last.</param>
internal sealed class SidePass(IReadOnlyList<Value> values)
{
    private readonly Dictionary<Value, int> _places = Number(values);

    public IReadOnlyList<Value> Values { get; } = values;

    /// <summary>The gradient of each of <see cref="Values"/>; those of leaves begin at 0.</summary>
    public double[] Gradients { get; } = new double[values.Count];

    /// <summary>The place of a value in <see cref="Values"/>.</summary>
    public int PlaceOf(Value value) => _places[value];

    /// <summary>Runs the chain rule once, from a seed of 1.</summary>
    /// <param name="visit">Called after each product is added: the place of the operation, the place of the input among its inputs, the product.</param>
    public void Run(Action<int, int, double> visit)
    {
        Array.Clear(Gradients);
        Gradients[^1] = 1;
        for (int i = Values.Count - 1; i >= 0; i--)
        {
            var operation = Values[i];
            if (operation.IsLeaf) break;
            double[] contributions = LocalSlopes.Contributions(operation, Gradients[i]);
            for (int k = 0; k < contributions.Length; k++)
            {
                Gradients[PlaceOf(operation.Inputs[k])] += contributions[k];
                visit(i, k, contributions[k]);
            }
        }
    }

    private static Dictionary<Value, int> Number(IReadOnlyList<Value> values)
    {
        var places = new Dictionary<Value, int>(values.Count);
        for (int i = 0; i < values.Count; i++) places.Add(values[i], i);
        return places;
    }
}
