using System.Numerics.Tensors;

namespace MicrogradSharp.LinearAlgebra;

/// <summary>
/// R and Qᵀb of the QR factorisation of a matrix with many rows, block of rows after block of rows (Golub and Van Loan 2013, section 5.2;
/// Demmel, Grigori, Hoemmen and Langou 2012): a block fits in the cache, so the matrix is read once, and it is not changed.
/// </summary>
internal sealed class TallQr(int maxColumns)
{
    private const int BlockNumbers = 8192;
    private readonly double[] _r = new double[maxColumns * maxColumns], _qTb = new double[maxColumns];
    private readonly int _blockRows = Math.Max(32, BlockNumbers / (maxColumns + 1));
    private double[] _block = [];

    /// <summary>R, an upper triangle, column-major, with <see cref="Columns"/> elements from one column to the next.</summary>
    public ReadOnlySpan<double> R => _r.AsSpan(0, Columns * Columns);

    /// <summary>The first elements of Qᵀb, one for each column.</summary>
    public ReadOnlySpan<double> QTransposedB => _qTb.AsSpan(0, Columns);

    /// <summary>The number of columns that were factored.</summary>
    public int Columns { get; private set; }

    /// <summary>Factors some columns of a matrix, in the order given, each row multiplied by its weight.</summary>
    /// <param name="matrix">The matrix, column-major.</param>
    /// <param name="columns">The columns to use.</param>
    /// <param name="b">The right side, a number for each row.</param>
    /// <param name="weights">A weight for each row, or empty.</param>
    public void Factor(ReadOnlySpan<double> matrix, ReadOnlySpan<int> columns, ReadOnlySpan<double> b, ReadOnlySpan<double> weights) =>
        FactorRows(matrix, columns, b, weights, 0, b.Length);

    /// <summary>Factors some rows as <see cref="Factor"/> factors all.</summary>
    public void FactorRows(
        ReadOnlySpan<double> matrix, ReadOnlySpan<int> columns, ReadOnlySpan<double> b, ReadOnlySpan<double> weights, int firstRow,
        int rowCount)
    {
        int rows = b.Length, n = columns.Length, most = Math.Min(rowCount, _blockRows), end = firstRow + rowCount;
        Columns = n;
        if (_block.Length < most * (maxColumns + 1)) _block = new double[most * (maxColumns + 1)];
        _r.AsSpan(0, n * n).Clear();
        _qTb.AsSpan(0, n).Clear();
        for (int first = firstRow; first < end; first += most)
        {
            int count = Math.Min(most, end - first);
            var rowWeights = weights.IsEmpty ? weights : weights.Slice(first, count);
            for (int j = 0; j < n; j++) Load(matrix.Slice(columns[j] * rows + first, count), rowWeights, BlockColumn(j, count));
            Load(b.Slice(first, count), rowWeights, BlockColumn(n, count));
            Absorb(n, count);
        }
    }

    /// <summary>Updates R to that of R over the block: a reflection per column, which touches one row of R.</summary>
    private void Absorb(int n, int count)
    {
        for (int k = 0; k < n; k++)
        {
            var v = BlockColumn(k, count);
            double tau = Householder.Make(ref _r[k * n + k], v);
            for (int j = k + 1; j < n; j++) Householder.Apply(tau, v, ref _r[j * n + k], BlockColumn(j, count));
            Householder.Apply(tau, v, ref _qTb[k], BlockColumn(n, count));
        }
    }

    private Span<double> BlockColumn(int j, int count) => _block.AsSpan(j * count, count);

    private static void Load(ReadOnlySpan<double> source, ReadOnlySpan<double> weights, Span<double> target)
    {
        if (weights.IsEmpty) source.CopyTo(target);
        else TensorPrimitives.Multiply(source, weights, target);
    }
}
