namespace MicrogradSharp.Optim.Minimizing;

/// <summary>A point with the function and its gradient there.</summary>
internal sealed class Iterate(int count)
{
    public double[] X { get; } = new double[count];

    public double[] Gradient { get; } = new double[count];

    public double Value { get; set; }

    /// <summary>The norm of the projected gradient; see <see cref="Box.ProjectedNorm"/>.</summary>
    public double Norm { get; set; }

    /// <summary>Whether the value and the gradient are finite.</summary>
    public bool IsFinite { get; set; }
}
