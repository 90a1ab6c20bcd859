using System.Numerics.Tensors;

namespace MicrogradSharp.Optim;

/// <summary>Scales each step by the moments of the gradient: p ← p − rate · m̂ / (√v̂ + ε).</summary>
/// <remarks>
/// m ← β₁ m + (1 − β₁) g and v ← β₂ v + (1 − β₂) g² are moving averages. In step t, m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ) correct for
/// their start at 0. g is the gradient plus weightDecay · p. Matches PyTorch's <c>Adam</c>; the buffers in the state are <c>exp_avg</c> and
/// <c>exp_avg_sq</c>. Source: Kingma and Ba, Adam: A Method for Stochastic Optimization (2015), algorithm 1.
/// </remarks>
public sealed class Adam : Optimizer
{
    private readonly MomentEstimates _moments;
    private readonly double _weightDecay;

    /// <summary>Creates an optimiser.</summary>
    /// <param name="parameters">The parameters. Each must be a leaf, and none may occur twice.</param>
    /// <param name="learningRate">The learning rate, finite and at least 0.</param>
    /// <param name="beta1">The decay rate of the moving average of the gradient, at least 0 and below 1.</param>
    /// <param name="beta2">The decay rate of the moving average of its square, at least 0 and below 1.</param>
    /// <param name="epsilon">A small number, added to the divisor to avoid division by 0; finite and at least 0.</param>
    /// <param name="weightDecay">The multiple of each parameter that is added to its gradient, finite and at least 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="ArgumentException">There are no parameters, one occurs twice, or one is not a leaf.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    /// <exception cref="InvalidOperationException">A parameter is <c>default(Node)</c>.</exception>
    public Adam(
        IReadOnlyList<Node> parameters,
        double learningRate = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0)
        : base(parameters, learningRate)
    {
        Guard.FiniteAtLeastZero(weightDecay);
        _weightDecay = weightDecay;
        _moments = new MomentEstimates(AddBuffer("exp_avg"), AddBuffer("exp_avg_sq"), beta1, beta2, epsilon);
    }

    protected override void Update(Span<double> gradient, Span<double> data)
    {
        if (_weightDecay != 0) TensorPrimitives.MultiplyAdd(data, _weightDecay, gradient, gradient);
        _moments.Step(gradient, data, LearningRate, StepCount);
    }
}
