using MicrogradSharp.Benchmarks.Timing;

namespace MicrogradSharp.Benchmarks.Tapes;

/// <summary>One scalar function, Σ 100 (xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)², and its gradient with respect to all x, computed in three ways.</summary>
internal sealed class Rosenbrock
{
    private static readonly double[] s_row = [0];   // a tape needs a row, which the function does not read

    private readonly Node[] _x;
    private readonly double[] _gradient;
    private readonly Graph _graph;
    private readonly Tape _tape;

    public Rosenbrock(int variables)
    {
        _x = new Node[variables];
        for (int i = 0; i < variables; i++) _x[i] = i % 2 == 0 ? -1.2 : 1.0;
        _gradient = new double[variables];
        _graph = new Graph(Build());
        _tape = Tape.Record(columns: 1, _ => Build());
        Check();
        Eager = Contender.Of("eager", RunEager);
        Retained = Contender.Of("retained", RunRetained);
        Recorded = Contender.Of("tape", RunTape);
    }

    public Contender Eager { get; }

    public Contender Retained { get; }

    public Contender Recorded { get; }

    private Node Build()
    {
        var terms = new Node[_x.Length - 1];
        for (int i = 0; i < terms.Length; i++)
        {
            var valley = _x[i + 1] - _x[i] * _x[i];
            var slope = 1 - _x[i];
            terms[i] = 100 * (valley * valley) + slope * slope;
        }
        return Node.Sum(terms);
    }

    private void RunEager()
    {
        ZeroGrad();
        Build().Backward();
    }

    private void RunRetained()
    {
        ZeroGrad();
        _graph.Forward();
        _graph.Backward();
    }

    private void RunTape() => _tape.Gradient(s_row, _gradient);

    private void ZeroGrad()
    {
        foreach (var x in _x) x.Grad = 0;
    }

    private void Check()
    {
        RunTape();
        RunEager();
        var parameters = _tape.Parameters;
        for (int i = 0; i < _gradient.Length; i++)
        {
            double expected = parameters[i].Grad;
            if (Math.Abs(_gradient[i] - expected) <= 1e-9 * Math.Max(1, Math.Abs(expected))) continue;
            throw new InvalidOperationException(FormattableString.Invariant(
                $"Rosenbrock of {_x.Length}: the tape's gradient {i} must be {expected}, but was {_gradient[i]}."));
        }
    }
}
