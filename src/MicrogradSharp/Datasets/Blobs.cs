namespace MicrogradSharp.Datasets;

public sealed partial class Dataset
{
    private const double BlobBox = 10;

    /// <summary>
    /// Normal clusters around random centres, which are drawn uniformly from the square between −10 and 10. The label is the index of the
    /// cluster: 0, 1, 2, ...
    /// </summary>
    /// <param name="count">
    /// The number of rows, at least 1, divided evenly among the clusters. If there is a remainder, the first clusters get one more each.
    /// </param>
    /// <param name="clusters">The number of clusters, at least 1.</param>
    /// <param name="noise">The standard deviation of a cluster in both coordinates, finite and at least 0.</param>
    /// <param name="random">The source of centres, order and noise. The same seed gives the same rows.</param>
    /// <returns>The columns <c>x0</c>, <c>x1</c>, <c>label</c>, in random order, so that a batch has rows of several labels.</returns>
    /// <remarks>Like scikit-learn's <c>make_blobs</c>. Random centres may lie close together.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="count"/>, <paramref name="clusters"/> or <paramref name="noise"/> is out of range.
    /// </exception>
    public static Dataset Blobs(int count, int clusters, double noise, Random random)
    {
        Guard.AtLeastOne(clusters);
        ArgumentNullException.ThrowIfNull(random);
        var centers = new (double X0, double X1)[clusters];
        for (int i = 0; i < clusters; i++)
        {
            centers[i] = (BlobBox * (2 * random.NextDouble() - 1), BlobBox * (2 * random.NextDouble() - 1));
        }
        return Blobs(count, centers, noise, random);
    }

    /// <summary>Normal clusters around centres. The label is the index of the cluster: 0, 1, 2, ...</summary>
    /// <param name="count">
    /// The number of rows, at least 1, divided evenly among the clusters. If there is a remainder, the first clusters get one more each.
    /// </param>
    /// <param name="centers">The centre of each cluster, at least one, all finite.</param>
    /// <param name="noise">The standard deviation of a cluster in both coordinates, finite and at least 0.</param>
    /// <param name="random">The source of order and noise. The same seed gives the same rows.</param>
    /// <returns>The columns <c>x0</c>, <c>x1</c>, <c>label</c>, in random order, so that a batch has rows of several labels.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentException">There are no centres.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="count"/> or <paramref name="noise"/> is out of range, or a centre is not finite.
    /// </exception>
    public static Dataset Blobs(int count, ReadOnlySpan<(double X0, double X1)> centers, double noise, Random random)
    {
        if (centers.IsEmpty) throw new ArgumentException("centers must hold at least 1 point, but was empty.", nameof(centers));
        var given = centers.ToArray();
        foreach (var (x0, x1) in given)
        {
            Guard.Finite(x0, nameof(centers));
            Guard.Finite(x1, nameof(centers));
        }
        return Points.Draw(count, noise, random, i => (given[i % given.Length].X0, given[i % given.Length].X1, i % given.Length));
    }
}
