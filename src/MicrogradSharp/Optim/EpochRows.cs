using MicrogradSharp.Datasets;

namespace MicrogradSharp.Optim;

/// <summary>The rows of a training set in the order of an epoch.</summary>
internal sealed class EpochRows
{
    private readonly Dataset _dataset;
    private readonly int? _seed;
    private readonly double[]? _shuffled;
    private readonly int[]? _order;

    /// <summary>Divides rows into batches.</summary>
    /// <param name="dataset">The rows.</param>
    /// <param name="batchSize">The number of rows in a batch; null for all rows.</param>
    /// <param name="seed">The seed of the shuffle; null for the order of the data set.</param>
    public EpochRows(Dataset dataset, int? batchSize, int? seed)
    {
        _dataset = dataset;
        BatchSize = Math.Min(batchSize ?? int.MaxValue, dataset.RowCount);
        BatchCount = (dataset.RowCount - 1) / BatchSize + 1;
        if (BatchCount == 1 || seed is null) return;
        _seed = seed;
        _order = new int[dataset.RowCount];
        _shuffled = new double[dataset.Rows.Length];
    }

    /// <summary>The number of rows in every batch but the last.</summary>
    public int BatchSize { get; }

    /// <summary>The number of batches in an epoch.</summary>
    public int BatchCount { get; }

    /// <summary>Puts the rows in the order of an epoch, which depends only on the seed and the epoch.</summary>
    public void Begin(int epoch)
    {
        if (_seed is { } seed) Shuffle(new SplitMix64(SplitMix64.Mix((uint)seed) + (uint)epoch));
    }

    /// <summary>Returns the numbers of a batch, row after row.</summary>
    public ReadOnlySpan<double> Batch(int batch)
    {
        var (first, end) = Range(batch);
        return (_shuffled ?? _dataset.Rows)[(first * _dataset.ColumnCount)..(end * _dataset.ColumnCount)];
    }

    /// <summary>Returns the range of a batch in the order of the epoch.</summary>
    public (int First, int End) Range(int batch) => (batch * BatchSize, (int)Math.Min((long)(batch + 1) * BatchSize, _dataset.RowCount));

    /// <summary>Returns the row of the data set at a place in the order.</summary>
    public int RowAt(int place) => _order is null ? place : _order[place];

    /// <summary>The inside-out form of the Fisher–Yates shuffle: every order is equally likely.</summary>
    private void Shuffle(SplitMix64 random)
    {
        int[] order = _order!;
        for (int i = 0; i < order.Length; i++)
        {
            int j = random.Next(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        int columns = _dataset.ColumnCount;
        var rows = _dataset.Rows;
        var shuffled = _shuffled.AsSpan();
        for (int i = 0; i < order.Length; i++) rows.Slice(order[i] * columns, columns).CopyTo(shuffled[(i * columns)..]);
    }
}
