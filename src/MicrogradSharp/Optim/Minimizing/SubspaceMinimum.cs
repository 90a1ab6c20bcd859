using System.Numerics.Tensors;

namespace MicrogradSharp.Optim.Minimizing;

/// <summary>
/// The minimum of the quadratic model over the variables that are free at the Cauchy point, projected into the bounds: the direct primal
/// method of Byrd, Lu, Nocedal and Zhu, section 5.1.
/// </summary>
/// <remarks>
/// The projection is that of J. L. Morales and J. Nocedal, Remark on Algorithm 778, ACM Transactions on Mathematical Software 38 (2011).
/// </remarks>
internal sealed class SubspaceMinimum(Box box, CompactForm form, int count, int capacity)
{
    private readonly double[] _gradient = new double[count];        // of the model at the Cauchy point; 0 for held variables
    private readonly double[] _columns = new double[checked(2 * capacity * count)];     // of W, free variables only
    private readonly double[] _matrix = new double[4 * capacity * capacity];
    private readonly double[] _right = new double[2 * capacity];
    private readonly double[] _step = new double[count];

    /// <summary>Writes the direction from x to the minimum; false if rounding spoils it.</summary>
    public bool TryFind(Iterate current, CauchyPoint cauchy, Span<double> direction)
    {
        int width = form.Width;
        ModelGradient(current, cauchy);
        var right = _right.AsSpan(0, width);
        form.TransposeTimes(_gradient, right);
        FillMatrix(cauchy.Point, width);
        if (!Elimination.TrySolve(_matrix.AsSpan(0, width * width), right)) return false;

        // −B⁻¹ r = −r / θ − W (K − N / θ)⁻¹ Wᵀ r / θ²
        TensorPrimitives.Multiply(_gradient, -1 / form.Theta, _step);
        form.AddTimes(right, -1 / (form.Theta * form.Theta), _step);
        for (int i = 0; i < count; i++)
        {
            if (!box.IsInside(i, cauchy.Point[i])) _step[i] = 0;
        }
        Project(current, cauchy.Point, direction);
        return TensorPrimitives.IsFiniteAll<double>(direction);
    }

    /// <summary>Computes ∇f + θ (xᶜ − x) − W M c for the free variables.</summary>
    private void ModelGradient(Iterate current, CauchyPoint cauchy)
    {
        var product = _right.AsSpan(0, form.Width);
        form.Multiply(cauchy.C, product);
        for (int i = 0; i < count; i++) _gradient[i] = current.Gradient[i] + form.Theta * (cauchy.Point[i] - current.X[i]);
        form.AddTimes(product, -1, _gradient);
        for (int i = 0; i < count; i++)
        {
            if (!box.IsInside(i, cauchy.Point[i])) _gradient[i] = 0;
        }
    }

    /// <summary>Fills K − N / θ, where N = WᵀW over the free variables.</summary>
    private void FillMatrix(ReadOnlySpan<double> point, int width)
    {
        int free = 0;
        for (int i = 0; i < count; i++)
        {
            if (!box.IsInside(i, point[i])) continue;
            form.Row(i, _columns.AsSpan(), stride: count, free++);
        }
        for (int a = 0; a < width; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                double product = TensorPrimitives.Dot<double>(_columns.AsSpan(a * count, free), _columns.AsSpan(b * count, free));
                _matrix[a * width + b] = _matrix[b * width + a] = form.Middle(a, b) - product / form.Theta;
            }
        }
    }

    /// <summary>Projects the minimum into the bounds. If that is not downhill, the step ends at the first bound instead.</summary>
    private void Project(Iterate current, ReadOnlySpan<double> cauchy, Span<double> direction)
    {
        TensorPrimitives.Add(cauchy, _step, direction);
        box.Project(direction);
        TensorPrimitives.Subtract(direction, current.X, direction);
        if (TensorPrimitives.Dot<double>(direction, current.Gradient) < 0) return;
        double share = Math.Min(1, box.LargestStep(cauchy, _step));
        TensorPrimitives.MultiplyAdd(_step, share, cauchy, direction);
        box.Project(direction);
        TensorPrimitives.Subtract(direction, current.X, direction);
    }
}
