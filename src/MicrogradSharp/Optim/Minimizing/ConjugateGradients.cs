using System.Numerics.Tensors;

namespace MicrogradSharp.Optim.Minimizing;

/// <summary>
/// Conjugate gradients for the minimum of a quadratic model within a trust region. Where the curvature is not positive, or the path
/// leaves the region, the step ends at its boundary.
/// </summary>
/// <remarks>
/// T. Steihaug, The conjugate gradient method and trust regions in large scale optimization, SIAM Journal on Numerical Analysis 20 (1983).
/// </remarks>
internal sealed class ConjugateGradients(LocalMinimization run)
{
    private readonly double[] _direction = new double[run.Count];
    private readonly double[] _product = new double[run.Count];

    /// <summary>Moves the step of a model towards the minimum.</summary>
    /// <param name="model">The model and its step, which is within the region.</param>
    /// <param name="isFree">Which variables may move.</param>
    /// <param name="radius">The radius of the region.</param>
    /// <param name="tolerance">The norm of the slope of the free variables at which to stop.</param>
    /// <returns>Whether the step ended inside the region.</returns>
    public bool Run(QuadraticModel model, ReadOnlySpan<bool> isFree, double radius, double tolerance)
    {
        int limit = 2 * run.Count + 10;     // rounding may need more than one for each variable
        double square = SteepestDescent(model.Slope, isFree);
        for (int i = 0; i < limit && Math.Sqrt(square) > tolerance; i++)
        {
            run.MultiplyHessian(_direction, _product);
            double curvature = TensorPrimitives.Dot<double>(_direction, _product);
            if (!double.IsFinite(curvature)) _product.AsSpan().Clear();        // no second derivative here: the model is linear
            if (!(curvature > 0) || !double.IsFinite(curvature)) return MoveToBoundary(model, radius);
            double length = square / curvature;
            if (LengthAfter(model.Step, length) >= radius) return MoveToBoundary(model, radius);
            model.Move(length, _direction, _product);
            double next = Square(model.Slope, isFree);
            NextDirection(model.Slope, isFree, next / square);
            square = next;
        }
        return true;
    }

    private double SteepestDescent(ReadOnlySpan<double> slope, ReadOnlySpan<bool> isFree)
    {
        for (int i = 0; i < slope.Length; i++) _direction[i] = isFree[i] ? -slope[i] : 0;
        return TensorPrimitives.SumOfSquares<double>(_direction);
    }

    private void NextDirection(ReadOnlySpan<double> slope, ReadOnlySpan<bool> isFree, double factor)
    {
        for (int i = 0; i < slope.Length; i++)
        {
            if (isFree[i]) _direction[i] = factor * _direction[i] - slope[i];
        }
    }

    private static double Square(ReadOnlySpan<double> slope, ReadOnlySpan<bool> isFree)
    {
        double sum = 0;
        for (int i = 0; i < slope.Length; i++)
        {
            if (isFree[i]) sum += slope[i] * slope[i];
        }
        return sum;
    }

    private double LengthAfter(ReadOnlySpan<double> step, double length)
    {
        double sum = 0;
        for (int i = 0; i < step.Length; i++)
        {
            double moved = step[i] + length * _direction[i];
            sum += moved * moved;
        }
        return Math.Sqrt(sum);
    }

    /// <summary>Moves along the direction to where ‖s + t d‖ is the radius.</summary>
    private bool MoveToBoundary(QuadraticModel model, double radius)
    {
        double norm = TensorPrimitives.Norm<double>(_direction);
        double along = TensorPrimitives.Dot<double>(model.Step, _direction) / norm;     // a product of squares would overflow early
        double room = Math.Max(0, radius * radius - TensorPrimitives.SumOfSquares<double>(model.Step));
        double root = Math.Sqrt(along * along + room);
        double length = along > 0 ? room / (along + root) : root - along;       // the form that does not cancel
        model.Move(length / norm, _direction, _product);
        return false;
    }
}
