namespace MicrogradSharp.Datasets;

public sealed partial class Dataset
{
    /// <summary>
    /// The four corners (±1, ±1) of a square. The label is +1 if exactly one coordinate of the corner is +1, and −1 otherwise. No straight
    /// line separates the labels.
    /// </summary>
    /// <param name="count">
    /// The number of rows, at least 1, divided evenly among the corners. If there is a remainder, the first corners get one more each. 4
    /// rows are the truth table.
    /// </param>
    /// <param name="noise">
    /// The standard deviation of the normal noise in both coordinates, finite and at least 0. It does not change the label.
    /// </param>
    /// <param name="random">The source of order and noise. The same seed gives the same rows.</param>
    /// <returns>The columns <c>x0</c>, <c>x1</c>, <c>label</c>, in random order, so that a batch has rows of both labels.</returns>
    /// <remarks>Source: Minsky and Papert, Perceptrons (1969), with −1 for false and +1 for true.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> or <paramref name="noise"/> is out of range.</exception>
    public static Dataset Xor(int count, double noise, Random random)
    {
        (double X0, double X1, double Label)[] corners = [(-1, -1, -1), (-1, 1, 1), (1, -1, 1), (1, 1, -1)];
        return Points.Draw(count, noise, random, i => corners[i % corners.Length]);
    }
}
