using System.Numerics.Tensors;

namespace MicrogradSharp.Optim;

/// <summary>Adam with weight decay that does not go through the gradient: p ← (1 − rate · weightDecay) p, then the step of <see cref="Adam"/>.</summary>
/// <remarks>
/// The decay is the same for every parameter, whatever the size of its gradients. As PyTorch's <c>AdamW</c>; the buffers in the state are
/// <c>exp_avg</c> and <c>exp_avg_sq</c>. Source: Loshchilov and Hutter, Decoupled Weight Decay Regularization (2019), algorithm 2.
/// </remarks>
public sealed class AdamW : Optimizer
{
    private readonly MomentEstimates _moments;
    private readonly double _weightDecay;

    /// <summary>Makes an optimiser.</summary>
    /// <param name="parameters">The parameters: leaves, each of them once.</param>
    /// <param name="learningRate">The learning rate, finite and at least 0.</param>
    /// <param name="beta1">The weight of the past in the average of the gradient, at least 0 and below 1.</param>
    /// <param name="beta2">The weight of the past in the average of its square, at least 0 and below 1.</param>
    /// <param name="epsilon">What keeps the division from 0, finite and at least 0.</param>
    /// <param name="weightDecay">What a parameter loses of itself in a step, in units of the learning rate; finite and at least 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="ArgumentException">There are no parameters, one comes twice, or one is not a leaf.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
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
