namespace MicrogradSharp.Optim;

/// <summary>Keeps gradients from growing too large: call it between the backward pass and the step.</summary>
public static class GradientClipping
{
    private const double SmallestSafe = 1e-280;     // squares that underflow are beyond the last bit of such a sum
    private const double Margin = 1e-6;     // of PyTorch: no division by 0, and a norm just below the limit

    /// <summary>Scales all gradients together so that their Euclidean norm is at most a limit: g ← g · min(1, maxNorm / (‖g‖ + 10⁻⁶)).</summary>
    /// <param name="parameters">The parameters whose gradients count as one vector; none has the norm 0.</param>
    /// <param name="maxNorm">The limit, at least 0; +∞ measures only.</param>
    /// <returns>The norm as it was before.</returns>
    /// <remarks>
    /// As PyTorch's <c>clip_grad_norm_</c>. A NaN among the gradients makes the norm and all gradients NaN; an infinite one makes the norm +∞, itself
    /// NaN, and the finite ones 0: check the result. A norm whose square is beyond the range of <see cref="double"/> is right all the same.
    /// Source: Pascanu, Mikolov and Bengio, On the Difficulty of Training Recurrent Neural Networks (2013), algorithm 1.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxNorm"/> is negative or NaN.</exception>
    /// <exception cref="InvalidOperationException">A parameter is <c>default(Node)</c>.</exception>
    public static double ClipByNorm(IReadOnlyList<Node> parameters, double maxNorm)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Guard.AtLeastZero(maxNorm);
        double norm = Norm(parameters);
        double factor = maxNorm / (norm + Margin);
        if (factor >= 1 || double.IsPositiveInfinity(maxNorm)) return norm;
        for (int i = 0; i < parameters.Count; i++) parameters[i].Grad *= factor;
        return norm;
    }

    /// <summary>Holds every gradient between −limit and limit.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="limit">The largest magnitude that stays, at least 0.</param>
    /// <remarks>As PyTorch's <c>clip_grad_value_</c>. ±∞ becomes ±limit; NaN stays NaN.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is negative or NaN.</exception>
    /// <exception cref="InvalidOperationException">A parameter is <c>default(Node)</c>.</exception>
    public static void ClipByValue(IReadOnlyList<Node> parameters, double limit)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Guard.AtLeastZero(limit);
        for (int i = 0; i < parameters.Count; i++)
        {
            var value = parameters[i].Value;
            value.Grad = Math.Clamp(value.Grad, -limit, limit);
        }
    }

    private static double Norm(IReadOnlyList<Node> parameters)
    {
        double squares = 0;
        for (int i = 0; i < parameters.Count; i++)
        {
            double gradient = parameters[i].Grad;
            squares += gradient * gradient;
        }
        return squares is > SmallestSafe and < double.PositiveInfinity ? Math.Sqrt(squares) : ScaledNorm(parameters);
    }

    private static double ScaledNorm(IReadOnlyList<Node> parameters)
    {
        double largest = 0;
        for (int i = 0; i < parameters.Count; i++) largest = Math.Max(largest, Math.Abs(parameters[i].Grad));
        if (largest == 0 || !double.IsFinite(largest)) return largest;
        // A power of two takes the squares out of reach of overflow and rounds nothing.
        int exponent = Math.ILogB(largest);
        double sum = 0;
        for (int i = 0; i < parameters.Count; i++)
        {
            double scaled = Math.ScaleB(parameters[i].Grad, -exponent);
            sum += scaled * scaled;
        }
        return Math.ScaleB(Math.Sqrt(sum), exponent);
    }
}
