namespace MicrogradSharp.Tapes.Kernels;

/// <summary>
/// Backward products of affine terms for values that are not finite: a gradient of exactly 0 contributes exactly 0.
/// </summary>
internal static class CarefulProducts
{
    /// <summary>
    /// weights[j, i] += Σ above[j, r] · values[i, r], biases[j] += Σ above[j, r], over the lanes r whose gradient is not 0.
    /// </summary>
    public static void AddWeights(
        ReadOnlySpan<double> above, ReadOnlySpan<double> values, Span<double> weights, Span<double> biases,
        int inputs, int outputs, int lanes)
    {
        for (int j = 0; j < outputs; j++)
        {
            for (int r = 0; r < lanes; r++)
            {
                double gradient = above[j * lanes + r];
                if (gradient == 0) continue;
                biases[j] += gradient;
                for (int i = 0; i < inputs; i++) weights[j * inputs + i] += gradient * values[i * lanes + r];
            }
        }
    }

    /// <summary>gradients[i, r] += Σ weights[j, i] · above[j, r], over the outputs j whose gradient is not 0.</summary>
    public static void AddInputs(
        ReadOnlySpan<double> weights, ReadOnlySpan<double> above, Span<double> gradients, int inputs, int outputs, int lanes)
    {
        for (int j = 0; j < outputs; j++)
        {
            for (int r = 0; r < lanes; r++)
            {
                double gradient = above[j * lanes + r];
                if (gradient == 0) continue;
                for (int i = 0; i < inputs; i++) gradients[i * lanes + r] += weights[j * inputs + i] * gradient;
            }
        }
    }

    /// <summary>gradients[k, r] += weights[k] · above[k, r], where the gradient above is not 0.</summary>
    public static void AddScaled(ReadOnlySpan<double> weights, ReadOnlySpan<double> above, Span<double> gradients, int lanes)
    {
        for (int k = 0; k < above.Length; k++)
        {
            if (above[k] != 0) gradients[k] += weights[k / lanes] * above[k];
        }
    }

    /// <summary>Σ above[r] · values[r], over the lanes r whose gradient is not 0.</summary>
    public static double Sum(ReadOnlySpan<double> above, ReadOnlySpan<double> values)
    {
        double sum = 0;
        for (int r = 0; r < above.Length; r++)
        {
            if (above[r] != 0) sum += above[r] * values[r];
        }
        return sum;
    }
}
