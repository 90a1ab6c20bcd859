namespace MicrogradSharp.Datasets;

public sealed partial class Dataset
{
    /// <summary>Two interleaved half circles: (cos t, sin t) with the label −1, and (1 − cos t, ½ − sin t) with the label +1.</summary>
    /// <param name="count">The number of rows, at least 1, half on each arc. If it is odd, the second arc has one more.</param>
    /// <param name="noise">The standard deviation of the normal noise in both coordinates, finite and at least 0.</param>
    /// <param name="random">The source of order and noise. The same seed gives the same rows.</param>
    /// <returns>The columns <c>x0</c>, <c>x1</c>, <c>label</c>, in random order, so that a batch has rows of both labels.</returns>
    /// <remarks>t goes from 0 to π in even steps. Like scikit-learn's <c>make_moons</c>, whose labels are 0 and 1.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> or <paramref name="noise"/> is out of range.</exception>
    public static Dataset Moons(int count, double noise, Random random)
    {
        int outer = count / 2;
        return Points.Draw(count, noise, random, i =>
        {
            double t = Math.PI * (i < outer ? Points.Even(i, outer) : Points.Even(i - outer, count - outer));
            return i < outer ? (Math.Cos(t), Math.Sin(t), -1) : (1 - Math.Cos(t), 0.5 - Math.Sin(t), 1);
        });
    }
}
