namespace MicrogradSharp.Datasets;

public sealed partial class Dataset
{
    /// <summary>The four corners (±1, ±1) of a square: the label is +1 where exactly one coordinate of the corner is +1, and −1 elsewhere. No straight line parts them.</summary>
    /// <param name="count">The number of rows, at least 1: as many for each corner, the first having one more where they do not divide evenly. 4 are the truth table.</param>
    /// <param name="noise">The standard deviation of the normal noise on both coordinates, finite and at least 0. It leaves the label as it is.</param>
    /// <param name="random">Where order and noise come from: the same seed gives the same rows.</param>
    /// <returns>The columns <c>x0</c>, <c>x1</c>, <c>label</c>, in random order, so that a batch has rows of both labels.</returns>
    /// <remarks>Source: Minsky and Papert, Perceptrons (1969), with −1 for false and +1 for true.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> or <paramref name="noise"/> is out of its range.</exception>
    public static Dataset Xor(int count, double noise, Random random)
    {
        (double X0, double X1, double Label)[] corners = [(-1, -1, -1), (-1, 1, 1), (1, -1, 1), (1, 1, -1)];
        return Points.Draw(count, noise, random, i => corners[i % corners.Length]);
    }
}
