namespace MicrogradSharp.Optim;

/// <summary>
/// The mean of a tape over rows, as a function of its parameters; and for residuals, half the sum of their squares. Both are computed on
/// this machine, before the call returns.
/// </summary>
/// <remarks>An evaluation writes its point to the data of the parameters. Not thread-safe.</remarks>
/// <example><code>
/// Node w = 1.0;
/// var tape = Tape.Record(columns: 2, row => (w * row[0] - row[1]).Pow(2));
/// var objective = new RowsObjective(tape, new double[] { 1, 2, 2, 4 });
/// var result = await Minimize.LbfgsAsync(objective, new double[] { 1 });
/// </code></example>
public sealed class RowsObjective : IAsyncObjective, IAsyncNormalEquations
{
    private const int BlockNumbers = 1 << 16;       // of a Jacobian

    private readonly Tape _tape;
    private readonly ReadOnlyMemory<double> _rows;
    private readonly Node[] _parameters;
    private readonly int[] _places;         // of each parameter of the tape: an index of ours, or -1
    private readonly double[] _gradient;    // in the order of the tape
    private readonly bool _isInOrder;
    private NormalSums? _sums;              // null until normal equations are asked for

    /// <summary>Creates an objective.</summary>
    /// <param name="tape">A function of a row: its loss, or its residuals.</param>
    /// <param name="rows">The rows, <c>rows × columns</c>, row after row. They are not copied.</param>
    /// <param name="parameters">
    /// The parameters in their order; default null, those of the tape. The gradient of a parameter that the tape does not use is 0. A
    /// parameter of the tape that is not among them keeps its data.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="tape"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// There are no rows, a row is cut short, there are no parameters, one occurs twice, or one is not a leaf.
    /// </exception>
    public RowsObjective(Tape tape, ReadOnlyMemory<double> rows, IReadOnlyList<Node>? parameters = null)
    {
        ArgumentNullException.ThrowIfNull(tape);
        Guard.WholeRows(rows.Span, tape.Columns, nameof(rows));
        (_tape, _rows, _parameters) = (tape, rows, [.. parameters ?? tape.Parameters]);
        var own = ParameterPlaces.Check(_parameters);
        _places = [.. tape.Parameters.Select(parameter => own.GetValueOrDefault(parameter, -1))];
        _gradient = new double[_places.Length];
        _isInOrder = _places.Length == _parameters.Length && !_places.Where((place, i) => place != i).Any();
    }

    /// <inheritdoc cref="IAsyncObjective.ParameterCount"/>
    public int ParameterCount => _parameters.Length;

    /// <summary>The number of rows.</summary>
    public int RowCount => _rows.Length / _tape.Columns;

    /// <summary>Computes the mean of the tape over all rows, and its gradient.</summary>
    /// <inheritdoc cref="IAsyncObjective.GradientAsync"/>
    /// <exception cref="ArgumentException">There are not as many numbers as parameters.</exception>
    /// <exception cref="InvalidOperationException">The tape has several outputs.</exception>
    public ValueTask<double> GradientAsync(
        ReadOnlyMemory<double> parameters, Memory<double> gradient, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<double>(cancellationToken)
            : new ValueTask<double>(Gradient(parameters.Span, gradient.Span, 0, RowCount));

    /// <summary>Computes the mean of the tape over some rows, and its gradient.</summary>
    /// <param name="parameters">The point, <see cref="ParameterCount"/> numbers.</param>
    /// <param name="gradient">Receives <see cref="ParameterCount"/> numbers.</param>
    /// <param name="firstRow">The first row, from 0.</param>
    /// <param name="rowCount">The number of rows, at least 1.</param>
    /// <returns>The mean. It is not finite where the tape or its gradient is not.</returns>
    /// <exception cref="ArgumentException">There are not as many numbers as parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rows are not all there.</exception>
    /// <exception cref="InvalidOperationException">The tape has several outputs.</exception>
    public double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient, int firstRow, int rowCount)
    {
        CheckLength(gradient.Length, ParameterCount, nameof(gradient));
        MoveTo(parameters);
        var rows = Rows(firstRow, rowCount);
        try
        {
            if (_isInOrder) return _tape.Gradient(rows, gradient);
            double mean = _tape.Gradient(rows, _gradient);
            gradient.Clear();
            for (int i = 0; i < _places.Length; i++)
            {
                if (_places[i] >= 0) gradient[_places[i]] = _gradient[i];
            }
            return mean;
        }
        catch (NonFiniteException fault)        // from a tape with StopAtNonFinite
        {
            gradient.Fill(double.NaN);
            return fault.Mean;
        }
    }

    /// <summary>Computes the normal equations of the tape's outputs, the residuals.</summary>
    /// <inheritdoc cref="IAsyncNormalEquations.EvaluateAsync"/>
    /// <exception cref="ArgumentException">There are not as many numbers as parameters, or the matrix is not as large.</exception>
    public ValueTask<double> EvaluateAsync(
        ReadOnlyMemory<double> parameters, Memory<double> gradient, Memory<double> matrix, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<double>(cancellationToken)
            : new ValueTask<double>(NormalEquations(parameters.Span, gradient.Span, matrix.Span));

    /// <summary>Computes the normal equations of the tape's outputs, the residuals r of all rows.</summary>
    /// <param name="parameters">The point, <see cref="ParameterCount"/> numbers.</param>
    /// <param name="gradient">Receives Jᵀr.</param>
    /// <param name="matrix">Receives JᵀJ, symmetric, <see cref="ParameterCount"/> × <see cref="ParameterCount"/>.</param>
    /// <returns>½ Σ rᵢ². It is not finite where the tape or a derivative is not.</returns>
    /// <exception cref="ArgumentException">There are not as many numbers as parameters, or the matrix is not as large.</exception>
    public double NormalEquations(ReadOnlySpan<double> parameters, Span<double> gradient, Span<double> matrix)
    {
        int n = ParameterCount;
        CheckLength(gradient.Length, n, nameof(gradient));
        CheckLength(matrix.Length, (long)n * n, nameof(matrix));
        MoveTo(parameters);
        _sums ??= NewSums();
        return _sums.Compute(_rows.Span, gradient, matrix);
    }

    private NormalSums NewSums()
    {
        int blockRows = Math.Max(1, BlockNumbers / Math.Max(1, _places.Length * _tape.Outputs));
        return new NormalSums(_tape, _places, ParameterCount, Math.Min(RowCount, blockRows));
    }

    private ReadOnlySpan<double> Rows(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first, "firstRow");
        Guard.AtLeastOne(count, "rowCount");
        Guard.AtMost(count, RowCount - first, "rowCount");
        return _rows.Span.Slice(first * _tape.Columns, count * _tape.Columns);
    }

    private void MoveTo(ReadOnlySpan<double> parameters)
    {
        CheckLength(parameters.Length, ParameterCount, nameof(parameters));
        for (int i = 0; i < parameters.Length; i++) _parameters[i].Value.Data = parameters[i];
    }

    private static void CheckLength(int length, long expected, string name)
    {
        if (length == expected) return;
        throw new ArgumentException($"{name} must have {NumberText.Count(expected, "number")}, but has {length}.", name);
    }
}
