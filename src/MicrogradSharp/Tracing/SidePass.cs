namespace MicrogradSharp;

/// <summary>A backward pass on the side, with the same numbers as <see cref="BackwardPass"/>. It changes no value.</summary>
internal sealed class SidePass(NumberedGraph graph)
{
    /// <summary>The gradient of each value of the graph; those of the leaves start at 0.</summary>
    public double[] Gradients { get; } = new double[graph.Count];

    /// <summary>Runs the chain rule once, from a seed of 1.</summary>
    /// <param name="visit">
    /// Called after each product is added, with the position of the operation, the index of the input, and the product.
    /// </param>
    public void Run(Action<int, int, double> visit)
    {
        Array.Clear(Gradients);
        Gradients[^1] = 1;
        for (int i = graph.Output; i >= 0; i--)
        {
            var operation = graph[i];
            if (operation.IsLeaf) break;
            var inputs = graph.InputsOf(i);
            double[] contributions = LocalSlopes.Contributions(operation, Gradients[i]);
            for (int k = 0; k < contributions.Length; k++)
            {
                Gradients[inputs[k]] += contributions[k];
                visit(i, k, contributions[k]);
            }
        }
    }
}
