using System.Numerics.Tensors;

namespace MicrogradSharp.Optim;

/// <summary>Adds up JᵀJ and Jᵀr over rows, block after block. The blocks do not depend on threads, so the bits do not either.</summary>
internal sealed class NormalSums(Tape tape, int[] places, int parameters, int blockRows)
{
    private readonly double[] _residuals = new double[blockRows * tape.Outputs];
    private readonly double[] _jacobian = new double[blockRows * tape.Outputs * places.Length];

    /// <summary>Writes Jᵀr and JᵀJ in the order of the caller's parameters.</summary>
    /// <returns>½ Σ rᵢ².</returns>
    public double Compute(ReadOnlySpan<double> rows, Span<double> gradient, Span<double> matrix)
    {
        gradient.Clear();
        matrix.Clear();
        double squares = 0;
        for (int block = blockRows * tape.Columns; !rows.IsEmpty; rows = rows[Math.Min(block, rows.Length)..])
        {
            squares += Add(rows[..Math.Min(block, rows.Length)], gradient, matrix);
        }
        for (int i = 0; i < parameters; i++)
        {
            for (int k = 0; k < i; k++) matrix[k * parameters + i] = matrix[i * parameters + k];
        }
        return 0.5 * squares;
    }

    /// <summary>Adds a block to Jᵀr and to the lower triangle of JᵀJ.</summary>
    private double Add(ReadOnlySpan<double> rows, Span<double> gradient, Span<double> matrix)
    {
        int count = rows.Length / tape.Columns * tape.Outputs;
        var residuals = _residuals.AsSpan(0, count);
        try
        {
            tape.ValuesAndJacobian(rows, residuals, _jacobian, MatrixLayout.ColumnMajor);
        }
        catch (NonFiniteException)      // from a tape with StopAtNonFinite
        {
            return double.NaN;
        }
        for (int i = 0; i < places.Length; i++)
        {
            if (places[i] < 0) continue;
            var column = _jacobian.AsSpan(i * count, count);
            gradient[places[i]] += TensorPrimitives.Dot(column, residuals);
            for (int k = 0; k <= i; k++)
            {
                if (places[k] < 0) continue;
                var (low, high) = (Math.Min(places[i], places[k]), Math.Max(places[i], places[k]));
                matrix[high * parameters + low] += TensorPrimitives.Dot<double>(column, _jacobian.AsSpan(k * count, count));
            }
        }
        return TensorPrimitives.SumOfSquares(residuals);
    }
}
