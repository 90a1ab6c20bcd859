namespace MicrogradSharp.LinearAlgebra;

/// <summary>
/// The Householder QR factorisation A P = Q R with column pivoting (Businger and Golub 1965; norms are updated as in LAPACK's
/// <c>dlaqp2</c>). It reveals the rank: the diagonal of R does not increase in size.
/// </summary>
/// <remarks>
/// Pivoting compares the norms of columns. Scale the columns to one size first if their units differ: rank is meant relative to the
/// largest column. The buffers are allocated once; factoring and solving allocate nothing.
/// </remarks>
internal sealed class PivotedQr(int maxRows, int maxColumns)
{
    private const double Epsilon = 2.220446049250313e-16;
    private static readonly double s_cancelled = Math.Sqrt(Epsilon);
    private readonly double[] _matrix = new double[maxRows * maxColumns];
    private readonly double[] _tau = new double[maxColumns], _norms = new double[maxColumns], _exactNorms = new double[maxColumns];
    private readonly double[] _work = new double[Math.Max(maxRows, maxColumns)];
    private readonly int[] _pivots = new int[maxColumns];

    /// <summary>The number of rows of the matrix, from <see cref="Reset"/>.</summary>
    public int Rows { get; private set; } = maxRows;

    /// <summary>The number of columns of the matrix, from <see cref="Reset"/>.</summary>
    public int Columns { get; private set; } = maxColumns;

    /// <summary>The number of diagonal elements of R: the smaller of rows and columns.</summary>
    public int Order => Math.Min(Rows, Columns);

    /// <summary>
    /// The matrix, column-major, to be written before <see cref="Factor"/>; afterwards R above, and the reflections below, the diagonal.
    /// </summary>
    public Span<double> Matrix => _matrix.AsSpan(0, Rows * Columns);

    /// <summary>Column k of A P is this column of A.</summary>
    public ReadOnlySpan<int> Pivots => _pivots.AsSpan(0, Columns);

    /// <summary>Chooses the size of the next matrix, at most the size given at construction.</summary>
    public void Reset(int rows, int columns) => (Rows, Columns) = (rows, columns);

    /// <summary>Returns column j of the matrix.</summary>
    public Span<double> Column(int j) => _matrix.AsSpan(j * Rows, Rows);

    /// <summary>Factors the matrix in place.</summary>
    public void Factor(bool pivot = true)
    {
        for (int j = 0; j < Columns; j++)
        {
            _pivots[j] = j;
            _norms[j] = _exactNorms[j] = pivot ? Householder.Norm(Column(j)) : 0;
        }
        for (int k = 0; k < Order; k++)
        {
            if (pivot) BringLargestTo(k);
            var column = Column(k);
            _tau[k] = Householder.Make(ref column[k], column[(k + 1)..]);
            for (int j = k + 1; j < Columns; j++)
            {
                var other = Column(j);
                Householder.Apply(_tau[k], column[(k + 1)..], ref other[k], other[(k + 1)..]);
                if (pivot) UpdateNorm(j, k);
            }
        }
    }

    /// <summary>The number of diagonal elements of R that are larger than the tolerance times the first.</summary>
    /// <param name="tolerance">The tolerance; negative for the larger dimension times the machine epsilon.</param>
    public int Rank(double tolerance = -1)
    {
        if (tolerance < 0) tolerance = Math.Max(Rows, Columns) * Epsilon;
        double least = Order > 0 ? tolerance * Math.Abs(_matrix[0]) : 0;
        int rank = 0;
        while (rank < Order && Math.Abs(_matrix[rank * Rows + rank]) > least) rank++;
        return rank;
    }

    /// <summary>Replaces a vector of <see cref="Rows"/> numbers by Qᵀ times it.</summary>
    public void ApplyQTransposed(Span<double> b)
    {
        for (int k = 0; k < Order; k++) Householder.Apply(_tau[k], Column(k)[(k + 1)..], ref b[k], b[(k + 1)..Rows]);
    }

    /// <summary>Replaces a vector of <see cref="Rows"/> numbers by Q times it.</summary>
    public void ApplyQ(Span<double> b)
    {
        for (int k = Order - 1; k >= 0; k--) Householder.Apply(_tau[k], Column(k)[(k + 1)..], ref b[k], b[(k + 1)..Rows]);
    }

    /// <summary>Computes the x of least ‖A x − b‖ with 0 for the columns that depend on others.</summary>
    /// <param name="b">The right side; Qᵀb afterwards.</param>
    /// <param name="x">Receives a number for each column.</param>
    /// <param name="rank">How many columns to use, from <see cref="Rank"/>.</param>
    public void Solve(Span<double> b, Span<double> x, int rank)
    {
        ApplyQTransposed(b);
        SolveTriangle(b, x, rank);
    }

    /// <summary>Computes x of R Pᵀ x = b, with 0 for columns past the rank.</summary>
    public void SolveTriangle(ReadOnlySpan<double> b, Span<double> x, int rank)
    {
        var work = _work.AsSpan(0, rank);
        b[..rank].CopyTo(work);
        Triangle.Solve(_matrix, Rows, work);
        x[..Columns].Clear();
        for (int k = 0; k < rank; k++) x[_pivots[k]] = work[k];
    }

    /// <summary>Computes (AᵀA)⁻¹ in the order of the columns of A, for a matrix of full column rank.</summary>
    /// <param name="inverse">Receives columns × columns numbers.</param>
    /// <param name="work">As many numbers, overwritten.</param>
    public void InverseGram(Span<double> inverse, Span<double> work)
    {
        int n = Columns;
        Triangle.Invert(_matrix, Rows, n, inverse);
        Triangle.InverseGram(inverse, n, work);
        for (int k = 0; k < n; k++)
        {
            for (int i = 0; i < n; i++) inverse[_pivots[k] * n + _pivots[i]] = work[k * n + i];
        }
    }

    private void BringLargestTo(int k)
    {
        int largest = k;
        for (int j = k + 1; j < Columns; j++)
        {
            if (_norms[j] > _norms[largest]) largest = j;
        }
        if (largest == k) return;
        Span<double> here = Column(k), there = Column(largest);
        for (int i = 0; i < Rows; i++) (here[i], there[i]) = (there[i], here[i]);
        (_pivots[k], _pivots[largest]) = (_pivots[largest], _pivots[k]);
        (_norms[largest], _exactNorms[largest]) = (_norms[k], _exactNorms[k]);
    }

    private void UpdateNorm(int j, int k)
    {
        if (_norms[j] == 0) return;
        double gone = _matrix[j * Rows + k] / _norms[j], left = Math.Max(0, (1 - gone) * (1 + gone));
        double share = _norms[j] / _exactNorms[j];
        if (left * share * share <= s_cancelled) _norms[j] = _exactNorms[j] = Householder.Norm(Column(j)[(k + 1)..]);
        else _norms[j] *= Math.Sqrt(left);
    }
}
