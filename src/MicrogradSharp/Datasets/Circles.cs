namespace MicrogradSharp.Datasets;

public sealed partial class Dataset
{
    /// <summary>
    /// Two circles, one inside the other: (cos t, sin t) with the label −1, and factor · (cos t, sin t) with the label +1.
    /// </summary>
    /// <param name="count">The number of rows, at least 1, half on each circle. If it is odd, the inner circle has one more.</param>
    /// <param name="noise">The standard deviation of the normal noise in both coordinates, finite and at least 0.</param>
    /// <param name="random">The source of order and noise. The same seed gives the same rows.</param>
    /// <param name="factor">The radius of the inner circle, at least 0 and below 1.</param>
    /// <returns>The columns <c>x0</c>, <c>x1</c>, <c>label</c>, in random order, so that a batch has rows of both labels.</returns>
    /// <remarks>
    /// t goes from 0 to 2π in even steps, 2π not included. Like scikit-learn's <c>make_circles</c>, whose labels are 0 and 1.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="count"/>, <paramref name="noise"/> or <paramref name="factor"/> is out of range.
    /// </exception>
    public static Dataset Circles(int count, double noise, Random random, double factor = 0.8)
    {
        Guard.AtLeastZeroBelowOne(factor);
        int outer = count / 2;
        return Points.Draw(count, noise, random, i =>
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * (i < outer ? (double)i / outer : (double)(i - outer) / (count - outer)));
            return i < outer ? (cos, sin, -1) : (factor * cos, factor * sin, 1);
        });
    }
}
