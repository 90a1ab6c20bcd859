using System.Numerics.Tensors;

namespace MicrogradSharp.Optim;

/// <summary>Divides each step by the root of the sum of all squared gradients so far: s ← s + g²,  p ← p − rate · g / (√s + ε).</summary>
/// <remarks>
/// g is the gradient plus weightDecay · p. In step t the rate is the learning rate divided by 1 + (t − 1) · learningRateDecay. Matches
/// PyTorch's <c>Adagrad</c>; the buffer in the state is <c>sum</c>. Source: Duchi, Hazan and Singer, Adaptive Subgradient Methods for
/// Online Learning and Stochastic Optimization (2011).
/// </remarks>
public sealed class Adagrad : Optimizer
{
    private readonly double _epsilon, _learningRateDecay, _weightDecay;
    private readonly double[] _squares;

    /// <summary>Creates an optimiser.</summary>
    /// <param name="parameters">The parameters. Each must be a leaf, and none may occur twice.</param>
    /// <param name="learningRate">The learning rate, finite and at least 0.</param>
    /// <param name="epsilon">A small number, added to the divisor to avoid division by 0; finite and at least 0.</param>
    /// <param name="learningRateDecay">How fast the learning rate decays, finite and at least 0.</param>
    /// <param name="weightDecay">The multiple of each parameter that is added to its gradient, finite and at least 0.</param>
    /// <param name="initialAccumulator">The initial value of the sums of squares, finite and at least 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="ArgumentException">There are no parameters, one occurs twice, or one is not a leaf.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    /// <exception cref="InvalidOperationException">A parameter is <c>default(Node)</c>.</exception>
    public Adagrad(
        IReadOnlyList<Node> parameters,
        double learningRate = 0.01,
        double epsilon = 1e-10,
        double learningRateDecay = 0,
        double weightDecay = 0,
        double initialAccumulator = 0)
        : base(parameters, learningRate)
    {
        Guard.FiniteAtLeastZero(epsilon);
        Guard.FiniteAtLeastZero(learningRateDecay);
        Guard.FiniteAtLeastZero(weightDecay);
        Guard.FiniteAtLeastZero(initialAccumulator);
        (_epsilon, _learningRateDecay, _weightDecay) = (epsilon, learningRateDecay, weightDecay);
        _squares = AddBuffer("sum", initialAccumulator);
    }

    protected override void Update(Span<double> gradient, Span<double> data)
    {
        if (_weightDecay != 0) TensorPrimitives.MultiplyAdd(data, _weightDecay, gradient, gradient);
        double rate = LearningRate / (1 + (StepCount - 1) * _learningRateDecay);
        for (int i = 0; i < gradient.Length; i++)
        {
            double g = gradient[i];
            double s = _squares[i] += g * g;
            data[i] -= rate * g / (Math.Sqrt(s) + _epsilon);
        }
    }
}
