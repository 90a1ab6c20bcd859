namespace MicrogradSharp;

/// <summary>A backward pass on the side: the same numbers as <see cref="BackwardPass"/> gives, and every value keeps its own.</summary>
internal sealed class SidePass(NumberedGraph graph)
{
    /// <summary>The gradient of each value of the graph; those of leaves begin at 0.</summary>
    public double[] Gradients { get; } = new double[graph.Count];

    /// <summary>Runs the chain rule once, from a seed of 1.</summary>
    /// <param name="visit">Called after each product is added: the position of the operation, the place of the input among its inputs, the product.</param>
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
