using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;

namespace MicrogradSharp.Benchmarks;

/// <summary>A sum of many terms and its gradient: one node, or a chain of additions. The graph is built in each run.</summary>
public class SumOfTerms : INodeCounter
{
    private double[] _data = [];
    private double[] _gradients = [];
    private Node[] _terms = [];

    [Params(10, 100, 1_000, 10_000)]
    public int Terms { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _data = new double[Terms];
        _gradients = new double[Terms];
        for (int i = 0; i < Terms; i++) _data[i] = 1.0 / (i + 1);
        _terms = Array.ConvertAll(_data, data => new Node(data));
    }

    /// <summary>The same work on arrays: add up the terms, and add 1 to every gradient.</summary>
    [Benchmark(Baseline = true)]
    public double Floor()
    {
        double sum = TensorPrimitives.Sum<double>(_data);
        TensorPrimitives.Add(_gradients, 1, _gradients);
        return sum;
    }

    [Benchmark]
    public double Sum()
    {
        var sum = BuildSum();
        sum.Backward();
        return sum.Data;
    }

    [Benchmark]
    public double Chain()
    {
        var sum = BuildChain();
        sum.Backward();
        return sum.Data;
    }

    int? INodeCounter.CountNodes(string benchmark)
    {
        Setup();
        return benchmark switch
        {
            nameof(Sum) => new Graph(BuildSum()).Count,
            nameof(Chain) => new Graph(BuildChain()).Count,
            _ => null,
        };
    }

    private Node BuildSum() => Node.Sum(_terms);

    private Node BuildChain()
    {
        var sum = _terms[0];
        for (int i = 1; i < _terms.Length; i++) sum += _terms[i];
        return sum;
    }
}
