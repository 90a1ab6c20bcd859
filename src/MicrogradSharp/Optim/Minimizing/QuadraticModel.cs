using System.Numerics.Tensors;

namespace MicrogradSharp.Optim.Minimizing;

/// <summary>The model q(s) = gᵀs + ½ sᵀHs of the function around the current point, with a step s.</summary>
internal sealed class QuadraticModel(LocalMinimization run)
{
    private readonly double[] _step = new double[run.Count];
    private readonly double[] _slope = new double[run.Count];

    public Span<double> Step => _step;

    /// <summary>∇q(s) = g + H s.</summary>
    public Span<double> Slope => _slope;

    /// <summary>q(s) = ½ sᵀ(g + ∇q(s)).</summary>
    public double Value =>
        0.5 * (TensorPrimitives.Dot<double>(_step, run.Current.Gradient) + TensorPrimitives.Dot<double>(_step, _slope));

    /// <summary>Sets the step to 0.</summary>
    public void Reset()
    {
        _step.AsSpan().Clear();
        run.Current.Gradient.CopyTo(_slope, 0);
    }

    /// <summary>Computes the slope again, after the step was written.</summary>
    public void Update()
    {
        run.MultiplyHessian(_step, _slope);
        TensorPrimitives.Add<double>(_slope, run.Current.Gradient, _slope);
    }

    /// <summary>Adds a multiple of a vector to the step, given its product with the Hessian.</summary>
    public void Move(double distance, ReadOnlySpan<double> direction, ReadOnlySpan<double> product)
    {
        TensorPrimitives.MultiplyAdd(direction, distance, _step, _step);
        TensorPrimitives.MultiplyAdd(product, distance, _slope, _slope);
    }
}
