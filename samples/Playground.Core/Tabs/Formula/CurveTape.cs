using MicrogradSharp;

namespace Playground.Tabs.Formula;

/// <summary>A formula along one of its leaves, with its first and second derivative, recorded once.</summary>
public sealed class CurveTape
{
    private const int Points = 161, Curves = 3;

    private readonly FormulaGraph _graph;
    private readonly int _along;
    private readonly Tape _tape;

    /// <param name="graph">The formula.</param>
    /// <param name="along">The name of the leaf.</param>
    public CurveTape(FormulaGraph graph, string along)
    {
        _graph = graph;
        var names = graph.Formula.Names.ToList();
        _along = names.IndexOf(along);
        Along = along;
        _tape = Tape.Record(names.Count, xs =>
        {
            var leaves = xs.ToArray();
            var y = graph.Formula.Build(name => leaves[names.IndexOf(name)]);
            var slope = Differentiate.Gradient(y, leaves[_along])[0];
            return [y, slope, Differentiate.Gradient(slope, leaves[_along])[0]];
        });
    }

    /// <summary>The formula.</summary>
    public FormulaGraph Graph => _graph;

    /// <summary>The name of the leaf.</summary>
    public string Along { get; }

    /// <summary>The formula, its first and its second derivative, as points.</summary>
    /// <param name="low">Where the curves begin.</param>
    /// <param name="high">Where they end.</param>
    public (double X, double Y)[][] Run(double low, double high) =>
        Run([.. Enumerable.Range(0, Points).Select(i => low + (high - low) * i / (Points - 1))]);

    /// <summary>The three numbers at the leaf's own data.</summary>
    public double[] Now() => [.. Run([LeafData()[_along]]).Select(curve => curve[0].Y)];

    private (double X, double Y)[][] Run(double[] xs)
    {
        double[] leaves = LeafData();
        var rows = new double[xs.Length * leaves.Length];
        for (int i = 0; i < xs.Length; i++)
        {
            leaves.CopyTo(rows, i * leaves.Length);
            rows[i * leaves.Length + _along] = xs[i];
        }
        double[] outputs = _tape.Evaluate(rows);
        var curves = new (double, double)[Curves][];
        for (int k = 0; k < Curves; k++) curves[k] = [.. xs.Select((x, i) => (x, outputs[i * Curves + k]))];
        return curves;
    }

    private double[] LeafData() => [.. _graph.Leaves.Select(leaf => _graph[leaf].Data)];
}
