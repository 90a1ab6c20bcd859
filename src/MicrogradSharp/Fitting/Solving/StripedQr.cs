using MicrogradSharp.LinearAlgebra;
using MicrogradSharp.Tapes.Running;

namespace MicrogradSharp.Fitting.Solving;

/// <summary>
/// R and Qᵀb of a matrix with very many rows, on several threads: every strip of rows is factored alone, then the triangles of all strips
/// together (Demmel, Grigori, Hoemmen and Langou 2012). The strips do not depend on the number of threads, so the numbers do not either.
/// </summary>
internal sealed class StripedQr : IChunkedWork
{
    private const int StripRows = 1 << 16;
    private readonly TallQr _whole;
    private readonly TallQr[] _strips;
    private readonly double[] _triangles, _sides;       // of all strips
    private readonly int[] _order;
    private readonly int _maxThreads;
    private readonly ChunkWorkers _workers;
    private double[] _matrix = [], _b = [], _weights = [];
    private int[] _columns = [];

    /// <param name="rows">The number of rows of each matrix.</param>
    /// <param name="columns">The number of columns of each matrix.</param>
    /// <param name="maxThreads">The maximum number of threads; -1 to choose by the amount of work.</param>
    public StripedQr(int rows, int columns, int maxThreads)
    {
        int strips = Math.Max(1, rows / StripRows);
        _whole = new TallQr(columns);
        _strips = new TallQr[strips > 1 ? strips : 0];
        for (int i = 0; i < _strips.Length; i++) _strips[i] = new TallQr(columns);
        (_triangles, _sides) = (new double[_strips.Length * columns * columns], new double[_strips.Length * columns]);
        _order = [.. Enumerable.Range(0, columns)];
        _maxThreads = maxThreads;
        _workers = new ChunkWorkers(this);
    }

    /// <summary>As <see cref="TallQr.R"/>.</summary>
    public ReadOnlySpan<double> R => _whole.R;

    /// <summary>As <see cref="TallQr.QTransposedB"/>.</summary>
    public ReadOnlySpan<double> QTransposedB => _whole.QTransposedB;

    /// <summary>Factors all columns of a matrix, in the order given, each row multiplied by its weight.</summary>
    /// <param name="matrix">The matrix, column-major.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="b">The right side, a number for each row.</param>
    /// <param name="weights">A weight for each row, or empty.</param>
    public void Factor(double[] matrix, int[] columns, double[] b, double[] weights)
    {
        if (_strips.Length == 0)
        {
            _whole.Factor(matrix, columns, b, weights);
            return;
        }
        (_matrix, _columns, _b, _weights) = (matrix, columns, b, weights);
        double work = 2.0 * b.Length * (columns.Length + 1) * (columns.Length + 1);
        int threads = _maxThreads > 0 ? Math.Min(_maxThreads, _strips.Length) : ChunkWorkers.ThreadsWorth(work, _strips.Length);
        _workers.Run(_strips.Length, threads);
        _whole.Factor(_triangles, _order, _sides, []);
    }

    void IChunkedWork.RunChunk(int worker, int chunk)
    {
        int n = _columns.Length, first = Start(chunk), end = Start(chunk + 1), stacked = _sides.Length;
        var strip = _strips[chunk];
        strip.FactorRows(_matrix, _columns, _b, _weights, first, end - first);
        for (int k = 0; k < n; k++) strip.R.Slice(k * n, n).CopyTo(_triangles.AsSpan(k * stacked + chunk * n));
        strip.QTransposedB.CopyTo(_sides.AsSpan(chunk * n));
    }

    private int Start(int chunk) => (int)((long)_b.Length * chunk / _strips.Length);
}
