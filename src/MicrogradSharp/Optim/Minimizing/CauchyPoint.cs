using System.Numerics.Tensors;

namespace MicrogradSharp.Optim.Minimizing;

/// <summary>The first minimum of the quadratic model along the projected path P(x − t ∇f): Byrd, Lu, Nocedal and Zhu, section 4.</summary>
internal sealed class CauchyPoint(Box box, CompactForm form, int count, int capacity)
{
    private readonly double[] _breaks = new double[count];
    private readonly int[] _order = new int[count];
    private readonly double[] _direction = new double[count];
    private readonly double[] _p = new double[2 * capacity];
    private readonly double[] _row = new double[2 * capacity];
    private readonly double[] _product = new double[2 * capacity];
    private readonly double[] _point = new double[count];
    private readonly double[] _c = new double[2 * capacity];

    /// <summary>The point.</summary>
    public ReadOnlySpan<double> Point => _point;

    /// <summary>Wᵀ (point − x).</summary>
    public ReadOnlySpan<double> C => _c.AsSpan(0, form.Width);

    public void Find(ReadOnlySpan<double> x, ReadOnlySpan<double> gradient)
    {
        int breaks = Begin(x, gradient);
        int width = form.Width;
        Span<double> p = _p.AsSpan(0, width), c = _c.AsSpan(0, width), product = _product.AsSpan(0, width);
        form.TransposeTimes(_direction, p);
        c.Clear();
        form.Multiply(p, product);
        double square = TensorPrimitives.Dot<double>(_direction, _direction);
        double slope = -square, curvature = form.Theta * square - TensorPrimitives.Dot<double>(p, product);
        double least = double.Epsilon + 2.220446049250313e-16 * form.Theta * square;       // rounding must not make the model concave
        curvature = Math.Max(curvature, least);
        double time = 0, remaining = -slope / curvature;

        for (int k = 0; k < breaks && slope < 0; k++)
        {
            int b = _order[k];
            double length = _breaks[k] - time;
            if (remaining < length) break;
            _point[b] = _direction[b] > 0 ? box.Upper[b] : box.Lower[b];
            TensorPrimitives.MultiplyAdd(p, length, c, c);
            time = _breaks[k];

            double g = gradient[b], moved = _point[b] - x[b];
            var row = _row.AsSpan(0, width);
            form.Row(b, row);
            form.Multiply(c, product);
            slope += length * curvature + g * g + form.Theta * g * moved - g * TensorPrimitives.Dot<double>(row, product);
            form.Multiply(p, product);
            curvature -= form.Theta * g * g + 2 * g * TensorPrimitives.Dot<double>(row, product);
            form.Multiply(row, product);
            curvature -= g * g * TensorPrimitives.Dot<double>(row, product);
            curvature = Math.Max(curvature, least);
            TensorPrimitives.MultiplyAdd(row, g, p, p);
            _direction[b] = 0;
            remaining = -slope / curvature;
        }

        remaining = Math.Max(remaining, 0);
        time += remaining;
        for (int i = 0; i < count; i++)
        {
            if (_direction[i] != 0) _point[i] = Math.Clamp(x[i] + time * _direction[i], box.Lower[i], box.Upper[i]);
        }
        TensorPrimitives.MultiplyAdd(p, remaining, c, c);
    }

    /// <summary>Computes the direction of the path at its start, and when each variable meets its bound. Returns how many do.</summary>
    private int Begin(ReadOnlySpan<double> x, ReadOnlySpan<double> gradient)
    {
        int breaks = 0;
        x.CopyTo(_point);
        for (int i = 0; i < count; i++)
        {
            double room = gradient[i] > 0 ? x[i] - box.Lower[i] : box.Upper[i] - x[i];
            bool moves = gradient[i] != 0 && room > 0;
            _direction[i] = moves ? -gradient[i] : 0;
            if (!moves || double.IsInfinity(room)) continue;
            _breaks[breaks] = room / Math.Abs(gradient[i]);
            _order[breaks++] = i;
        }
        Array.Sort(_breaks, _order, 0, breaks);
        return breaks;
    }
}
