namespace MicrogradSharp.Tests.Diagnostics;

/// <summary>The data and gradients of a graph, to check that drawing it changes nothing.</summary>
internal sealed class Snapshot
{
    private readonly Graph _graph;
    private readonly (double Data, double Grad)[] _before;

    private Snapshot(Graph graph)
    {
        _graph = graph;
        _before = Take();
    }

    /// <summary>Gives every value a different gradient, so that a pass that resets or adds is noticed.</summary>
    public static Snapshot Of(Graph graph)
    {
        for (int i = 0; i < graph.Count; i++) graph.Values[i].Grad = 0.1 * i - 0.3;
        return new Snapshot(graph);
    }

    public void ShouldBeUnchanged() => Take().Should().Equal(_before);

    private (double Data, double Grad)[] Take() => [.. _graph.Values.Select(value => (value.Data, value.Grad))];
}
