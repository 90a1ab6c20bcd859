namespace MicrogradSharp.Tapes.Running;

/// <summary>A pass over rows: what to compute, for which rows, and where each row's results go.</summary>
/// <remarks>Spans cannot be passed to other threads, so the caller pins the rows and the results while the pass runs.</remarks>
internal readonly unsafe struct Pass(PassKind kind, BlockPlan plan, double* rows, int rowsLength, double* results, int resultsLength)
{
    public PassKind Kind => kind;

    public BlockPlan Plan => plan;

    /// <summary>The rows, row after row.</summary>
    public ReadOnlySpan<double> Rows => new(rows, rowsLength);

    /// <summary>Where the outputs or the Jacobian go, row after row; empty for other kinds.</summary>
    public Span<double> Results => new(results, resultsLength);

    /// <summary>The gradient of the output of each row.</summary>
    public double Seed { get; init; }

    /// <summary>Whether a row with gradient 0 must contribute exactly 0 even if its values are not finite. Slower.</summary>
    public bool IsCareful { get; init; }
}
