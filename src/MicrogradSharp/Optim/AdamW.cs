using System.Numerics.Tensors;

namespace MicrogradSharp.Optim;

/// <summary>Adam with decoupled weight decay: p ← (1 − rate · weightDecay) p, then the step of <see cref="Adam"/>.</summary>
/// <remarks>
/// The decay is the same for every parameter, whatever the size of its gradients. Matches PyTorch's <c>AdamW</c>; the buffers in the state
/// are <c>exp_avg</c> and <c>exp_avg_sq</c>. Source: Loshchilov and Hutter, Decoupled Weight Decay Regularization (2019), algorithm 2.
/// </remarks>
public sealed class AdamW : Optimizer
{
    private readonly MomentEstimates _moments;
    private readonly double _weightDecay;

    /// <summary>Creates an optimiser.</summary>
    /// <param name="parameters">The parameters. Each must be a leaf, and none may occur twice.</param>
    /// <param name="learningRate">The learning rate, finite and at least 0.</param>
    /// <param name="beta1">The decay rate of the moving average of the gradient, at least 0 and below 1.</param>
    /// <param name="beta2">The decay rate of the moving average of its square, at least 0 and below 1.</param>
    /// <param name="epsilon">A small number, added to the divisor to avoid division by 0; finite and at least 0.</param>
    /// <param name="weightDecay">
    /// The fraction of itself that a parameter loses in a step, divided by the learning rate; finite and at least 0.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="ArgumentException">There are no parameters, one occurs twice, or one is not a leaf.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    /// <exception cref="InvalidOperationException">A parameter is <c>default(Node)</c>.</exception>
    public AdamW(
        IReadOnlyList<Node> parameters,
        double learningRate = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0.01)
        : base(parameters, learningRate)
    {
        Guard.FiniteAtLeastZero(weightDecay);
        _weightDecay = weightDecay;
        _moments = new MomentEstimates(AddBuffer("exp_avg"), AddBuffer("exp_avg_sq"), beta1, beta2, epsilon);
    }

    protected override void Update(Span<double> gradient, Span<double> data)
    {
        TensorPrimitives.Multiply(data, 1 - LearningRate * _weightDecay, data);
        _moments.Step(gradient, data, LearningRate, StepCount);
    }
}
