using System.Numerics.Tensors;

namespace MicrogradSharp.Optim.Minimizing;

/// <summary>
/// The BFGS matrix of the pairs, B = θ I − W M Wᵀ with W = [Y, θ S] and M = K⁻¹, K = [−D, Lᵀ; L, θ SᵀS]. D and L are the diagonal and the
/// strictly lower part of SᵀY.
/// </summary>
/// <remarks>
/// R. H. Byrd, P. Lu, J. Nocedal and C. Zhu, A limited memory algorithm for bound constrained optimization, SIAM Journal on Scientific
/// Computing 16 (1995), section 3.
/// </remarks>
internal sealed class CompactForm(CorrectionPairs pairs, int capacity)
{
    private readonly double[] _lower = new double[capacity * capacity];         // L
    private readonly double[] _squares = new double[capacity * capacity];       // θ SᵀS
    private readonly double[] _factor = new double[capacity * capacity];        // J with J Jᵀ = θ SᵀS + L D⁻¹ Lᵀ

    /// <summary>The number of columns of W.</summary>
    public int Width => 2 * pairs.Count;

    public double Theta => pairs.Theta;

    /// <summary>Computes the matrices from the pairs; false if rounding has made B indefinite.</summary>
    public bool TryUpdate()
    {
        int m = pairs.Count;
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                _lower[i * m + j] = j < i ? TensorPrimitives.Dot(pairs.S(i), pairs.Y(j)) : 0;
                _squares[i * m + j] = _squares[j * m + i] = pairs.Theta * TensorPrimitives.Dot(pairs.S(i), pairs.S(j));
            }
        }
        return TryFactor(m);
    }

    /// <summary>K at a row and a column.</summary>
    public double Middle(int row, int column)
    {
        int m = pairs.Count;
        if (row < m && column < m) return row == column ? -pairs.Product(row) : 0;
        if (row >= m && column >= m) return _squares[(row - m) * m + column - m];
        var (i, j) = row >= m ? (row - m, column) : (column - m, row);
        return j < i ? _lower[i * m + j] : 0;
    }

    /// <summary>Computes M v.</summary>
    public void Multiply(ReadOnlySpan<double> v, Span<double> result)
    {
        int m = pairs.Count;
        Span<double> first = result[..m], second = result[m..(2 * m)];
        for (int i = 0; i < m; i++)
        {
            double sum = v[m + i];
            for (int j = 0; j < i; j++) sum += _lower[i * m + j] * v[j] / pairs.Product(j);
            for (int j = 0; j < i; j++) sum -= _factor[i * m + j] * second[j];
            second[i] = sum / _factor[i * m + i];
        }
        for (int i = m - 1; i >= 0; i--)
        {
            double sum = second[i];
            for (int j = i + 1; j < m; j++) sum -= _factor[j * m + i] * second[j];
            second[i] = sum / _factor[i * m + i];
        }
        for (int i = 0; i < m; i++)
        {
            double sum = -v[i];
            for (int j = i + 1; j < m; j++) sum += _lower[j * m + i] * second[j];
            first[i] = sum / pairs.Product(i);
        }
    }

    /// <summary>Writes a row of W to a column of a matrix.</summary>
    /// <param name="variable">The row.</param>
    /// <param name="matrix">The matrix, row after row.</param>
    /// <param name="stride">The distance between its rows.</param>
    /// <param name="column">The column.</param>
    public void Row(int variable, Span<double> matrix, int stride = 1, int column = 0)
    {
        int m = pairs.Count;
        for (int j = 0; j < m; j++)
        {
            matrix[j * stride + column] = pairs.Y(j)[variable];
            matrix[(m + j) * stride + column] = pairs.Theta * pairs.S(j)[variable];
        }
    }

    /// <summary>Computes Wᵀ v.</summary>
    public void TransposeTimes(ReadOnlySpan<double> v, Span<double> result)
    {
        int m = pairs.Count;
        for (int j = 0; j < m; j++)
        {
            result[j] = TensorPrimitives.Dot(pairs.Y(j), v);
            result[m + j] = pairs.Theta * TensorPrimitives.Dot(pairs.S(j), v);
        }
    }

    /// <summary>Adds a multiple of W v.</summary>
    public void AddTimes(ReadOnlySpan<double> v, double scale, Span<double> result)
    {
        int m = pairs.Count;
        for (int j = 0; j < m; j++)
        {
            TensorPrimitives.MultiplyAdd(pairs.Y(j), scale * v[j], result, result);
            TensorPrimitives.MultiplyAdd(pairs.S(j), scale * pairs.Theta * v[m + j], result, result);
        }
    }

    private bool TryFactor(int m)
    {
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = _squares[i * m + j];
                for (int k = 0; k < j; k++) sum += _lower[i * m + k] * _lower[j * m + k] / pairs.Product(k);
                for (int k = 0; k < j; k++) sum -= _factor[i * m + k] * _factor[j * m + k];
                if (j < i) _factor[i * m + j] = sum / _factor[j * m + j];
                else if (!(sum > 0)) return false;
                else _factor[i * m + i] = Math.Sqrt(sum);
            }
        }
        return true;
    }
}
