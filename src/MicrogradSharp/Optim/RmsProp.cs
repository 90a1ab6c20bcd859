using System.Numerics.Tensors;

namespace MicrogradSharp.Optim;

/// <summary>Divides each step by a moving root mean square of the gradient: s ← α s + (1 − α) g²,  p ← p − rate · g / (√s + ε).</summary>
/// <remarks>
/// g is the gradient plus weightDecay · p. With momentum, b ← momentum · b + g / (√s + ε) and p ← p − rate · b. Matches PyTorch's
/// <c>RMSprop</c>, not centred; the buffers in the state are <c>square_avg</c> and, with momentum, <c>momentum_buffer</c>. Source: Tieleman
/// and Hinton, Neural Networks for Machine Learning (2012), lecture 6.5.
/// </remarks>
public sealed class RmsProp : Optimizer
{
    private readonly double _alpha, _epsilon, _momentum, _weightDecay;
    private readonly double[] _squares;
    private readonly double[]? _velocity;

    /// <summary>Creates an optimiser.</summary>
    /// <param name="parameters">The parameters. Each must be a leaf, and none may occur twice.</param>
    /// <param name="learningRate">The learning rate, finite and at least 0.</param>
    /// <param name="alpha">The decay rate of the moving average of the squared gradient, at least 0 and below 1.</param>
    /// <param name="epsilon">A small number, added to the divisor to avoid division by 0; finite and at least 0.</param>
    /// <param name="momentum">The weight of the last step's direction in the next, finite and at least 0.</param>
    /// <param name="weightDecay">The multiple of each parameter that is added to its gradient, finite and at least 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="ArgumentException">There are no parameters, one occurs twice, or one is not a leaf.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    /// <exception cref="InvalidOperationException">A parameter is <c>default(Node)</c>.</exception>
    public RmsProp(
        IReadOnlyList<Node> parameters,
        double learningRate = 0.01,
        double alpha = 0.99,
        double epsilon = 1e-8,
        double momentum = 0,
        double weightDecay = 0)
        : base(parameters, learningRate)
    {
        Guard.AtLeastZeroBelowOne(alpha);
        Guard.FiniteAtLeastZero(epsilon);
        Guard.FiniteAtLeastZero(momentum);
        Guard.FiniteAtLeastZero(weightDecay);
        (_alpha, _epsilon, _momentum, _weightDecay) = (alpha, epsilon, momentum, weightDecay);
        _squares = AddBuffer("square_avg");
        if (momentum != 0) _velocity = AddBuffer("momentum_buffer");
    }

    protected override void Update(Span<double> gradient, Span<double> data)
    {
        if (_weightDecay != 0) TensorPrimitives.MultiplyAdd(data, _weightDecay, gradient, gradient);
        for (int i = 0; i < gradient.Length; i++)
        {
            double g = gradient[i];
            double s = _squares[i] = _alpha * _squares[i] + (1 - _alpha) * g * g;
            double direction = g / (Math.Sqrt(s) + _epsilon);
            if (_velocity is not null) direction = _velocity[i] = _momentum * _velocity[i] + direction;
            data[i] -= LearningRate * direction;
        }
    }
}
