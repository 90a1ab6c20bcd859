using BenchmarkDotNet.Attributes;

namespace MicrogradSharp.Benchmarks;

/// <summary>A chain of operations, each on the result of the one before, and its gradient.</summary>
public class DeepChain : INodeCounter
{
    private const double Start = 0.5;

    private double[] _outputs = [];
    private Node _x;
    private Graph _graph = null!;

    [Params(ChainLink.Add, ChainLink.Tanh)]
    public ChainLink Link { get; set; }

    [Params(1_000, 100_000)]
    public int Depth { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _outputs = new double[Depth + 1];
        _x = Start;
        _graph = new Graph(Build());
    }

    /// <summary>The same passes over an array, without a graph.</summary>
    [Benchmark(Baseline = true)]
    public double Floor() => Link == ChainLink.Add ? AddByHand() : TanhByHand();

    [Benchmark]
    public double Eager()
    {
        var y = Build();
        y.Backward();
        return _x.Grad;
    }

    [Benchmark]
    public double Retained()
    {
        _graph.Forward();
        _graph.Backward();
        return _x.Grad;
    }

    int? INodeCounter.CountNodes(string benchmark)
    {
        if (benchmark == nameof(Floor)) return null;
        Setup();
        return _graph.Count;
    }

    private Node Build()
    {
        var y = _x;
        if (Link == ChainLink.Add)
        {
            for (int i = 0; i < Depth; i++) y += _x;
        }
        else
        {
            for (int i = 0; i < Depth; i++) y = y.Tanh();
        }
        return y;
    }

    private double AddByHand()
    {
        double y = _outputs[0] = Start;
        for (int i = 1; i < _outputs.Length; i++) _outputs[i] = y += Start;
        double gradient = 1, slope = 0;
        for (int i = _outputs.Length - 1; i > 0; i--) slope += gradient;
        return slope + gradient;
    }

    private double TanhByHand()
    {
        double y = _outputs[0] = Start;
        for (int i = 1; i < _outputs.Length; i++) _outputs[i] = y = Math.Tanh(y);
        double gradient = 1;
        for (int i = _outputs.Length - 1; i > 0; i--) gradient *= 1 - _outputs[i] * _outputs[i];
        return gradient;
    }
}
