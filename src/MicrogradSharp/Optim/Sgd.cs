using System.Numerics.Tensors;

namespace MicrogradSharp.Optim;

/// <summary>Gradient descent with momentum: b ← momentum · b + g,  p ← p − rate · b.</summary>
/// <remarks>
/// g is the gradient plus weightDecay · p. Without momentum, p ← p − rate · g. Nesterov's form looks ahead:
/// p ← p − rate · (g + momentum · b). Matches PyTorch's <c>SGD</c> without dampening. The buffer in the state is <c>momentum_buffer</c>.
/// Source: Sutskever et al., On the Importance of Initialization and Momentum in Deep Learning (2013).
/// </remarks>
public sealed class Sgd : Optimizer
{
    private readonly double _momentum, _weightDecay;
    private readonly bool _nesterov;
    private readonly double[]? _velocity;

    /// <summary>Creates an optimiser.</summary>
    /// <param name="parameters">The parameters. Each must be a leaf, and none may occur twice.</param>
    /// <param name="learningRate">The learning rate, finite and at least 0.</param>
    /// <param name="momentum">The weight of the last step's direction in the next, finite and at least 0; 0.9 is usual.</param>
    /// <param name="nesterov">Whether to use Nesterov's form; requires a momentum above 0.</param>
    /// <param name="weightDecay">The multiple of each parameter that is added to its gradient, finite and at least 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one occurs twice or is not a leaf, or <paramref name="nesterov"/> is true without momentum.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    /// <exception cref="InvalidOperationException">A parameter is <c>default(Node)</c>.</exception>
    public Sgd(IReadOnlyList<Node> parameters, double learningRate, double momentum = 0, bool nesterov = false, double weightDecay = 0)
        : base(parameters, learningRate)
    {
        Guard.FiniteAtLeastZero(momentum);
        Guard.FiniteAtLeastZero(weightDecay);
        if (nesterov && momentum == 0)
        {
            throw new ArgumentException("nesterov requires a momentum above 0, but momentum was 0.", nameof(nesterov));
        }
        _momentum = momentum;
        _nesterov = nesterov;
        _weightDecay = weightDecay;
        if (momentum != 0) _velocity = AddBuffer("momentum_buffer");
    }

    protected override void Update(Span<double> gradient, Span<double> data)
    {
        if (_weightDecay != 0) TensorPrimitives.MultiplyAdd(data, _weightDecay, gradient, gradient);
        if (_velocity is not null)
        {
            for (int i = 0; i < gradient.Length; i++)
            {
                _velocity[i] = _momentum * _velocity[i] + gradient[i];
                gradient[i] = _nesterov ? gradient[i] + _momentum * _velocity[i] : _velocity[i];
            }
        }
        TensorPrimitives.MultiplyAdd(gradient, -LearningRate, data, data);
    }
}
