namespace MicrogradSharp.Optim;

/// <summary>Limits the size of gradients. Call it between the backward pass and the step.</summary>
public static class GradientClipping
{
    private const double SmallestSafe = 1e-280;     // in a sum above it, squares that underflow do not change the last bit
    private const double Margin = 1e-6;     // as in PyTorch: avoids division by 0, and leaves the norm just below the limit

    /// <summary>
    /// Scales all gradients together so that their Euclidean norm is at most a limit: g ← g · min(1, maxNorm / (‖g‖ + 10⁻⁶)).
    /// </summary>
    /// <param name="parameters">The parameters, whose gradients count as one vector. With no parameters, the norm is 0.</param>
    /// <param name="maxNorm">The limit, at least 0. With +∞, the norm is only measured.</param>
    /// <returns>The norm before clipping.</returns>
    /// <remarks>
    /// Matches PyTorch's <c>clip_grad_norm_</c>. If a gradient is NaN, the norm and all gradients become NaN. If a gradient is infinite,
    /// the norm is +∞, that gradient becomes NaN, and the finite ones become 0: check the result. The norm is correct even if its square is
    /// beyond the range of <see cref="double"/>. Source: Pascanu, Mikolov and Bengio, On the Difficulty of Training Recurrent Neural
    /// Networks (2013), algorithm 1.
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

    /// <summary>Clamps every gradient between −limit and limit.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="limit">The largest magnitude allowed, at least 0.</param>
    /// <remarks>Matches PyTorch's <c>clip_grad_value_</c>. ±∞ becomes ±limit; NaN stays NaN.</remarks>
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
        // Scaling by a power of two keeps the squares from overflowing, and rounds nothing.
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
