using System.Numerics.Tensors;

namespace MicrogradSharp.Optim.Minimizing;

/// <summary>The memory of L-BFGS: the last steps s and the changes of the gradient y over them, the oldest first.</summary>
internal sealed class CorrectionPairs(int capacity, int count)
{
    private const double LeastCurvature = 2.220446049250313e-16;        // sᵀy / yᵀy, below which a pair is not kept

    private readonly double[] _s = new double[checked((capacity + 1) * count)];     // one more place, to try a pair before the oldest goes
    private readonly double[] _y = new double[checked((capacity + 1) * count)];
    private readonly double[] _products = new double[capacity + 1];     // sᵀy of each pair
    private readonly double[] _weights = new double[capacity];
    private int _oldest;

    /// <summary>The number of pairs.</summary>
    public int Count { get; private set; }

    /// <summary>The curvature of the model before any pair is applied: θ = yᵀy / sᵀy of the newest pair.</summary>
    public double Theta { get; private set; } = 1;

    public ReadOnlySpan<double> S(int pair) => _s.AsSpan(Place(pair) * count, count);

    public ReadOnlySpan<double> Y(int pair) => _y.AsSpan(Place(pair) * count, count);

    /// <summary>sᵀy of a pair.</summary>
    public double Product(int pair) => _products[Place(pair)];

    public void Clear() => (Count, _oldest, Theta) = (0, 0, 1);

    /// <summary>Adds the step between two points, unless the curvature along it is not positive.</summary>
    public void Add(Iterate from, Iterate to)
    {
        int place = Place(Count);
        var s = _s.AsSpan(place * count, count);
        var y = _y.AsSpan(place * count, count);
        TensorPrimitives.Subtract(to.X, from.X, s);
        TensorPrimitives.Subtract(to.Gradient, from.Gradient, y);
        Keep(place, s, y);
    }

    /// <summary>Adds a pair that was kept before. There must be room.</summary>
    public void Restore(ReadOnlySpan<double> s, ReadOnlySpan<double> y)
    {
        int place = Count;
        s.CopyTo(_s.AsSpan(place * count, count));
        y.CopyTo(_y.AsSpan(place * count, count));
        Keep(place, s, y);
    }

    /// <summary>Computes −H g, where H is the inverse of the BFGS matrix, by the two-loop recursion.</summary>
    /// <remarks>J. Nocedal, Updating quasi-Newton matrices with limited storage, Mathematics of Computation 35 (1980).</remarks>
    public void Direction(ReadOnlySpan<double> gradient, Span<double> direction)
    {
        TensorPrimitives.Negate(gradient, direction);
        for (int pair = Count - 1; pair >= 0; pair--)
        {
            double weight = TensorPrimitives.Dot<double>(S(pair), direction) / Product(pair);
            _weights[pair] = weight;
            TensorPrimitives.MultiplyAdd(Y(pair), -weight, direction, direction);
        }
        TensorPrimitives.Divide(direction, Theta, direction);
        for (int pair = 0; pair < Count; pair++)
        {
            double weight = TensorPrimitives.Dot<double>(Y(pair), direction) / Product(pair);
            TensorPrimitives.MultiplyAdd(S(pair), _weights[pair] - weight, direction, direction);
        }
    }

    private void Keep(int place, ReadOnlySpan<double> s, ReadOnlySpan<double> y)
    {
        double product = TensorPrimitives.Dot<double>(s, y), square = TensorPrimitives.Dot<double>(y, y);
        if (!(product > LeastCurvature * square) || !double.IsFinite(square / product)) return;
        _products[place] = product;
        Theta = square / product;
        if (Count == capacity) _oldest = Place(1);
        else Count++;
    }

    private int Place(int pair) => (_oldest + pair) % (capacity + 1);
}
