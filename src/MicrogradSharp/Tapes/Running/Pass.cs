namespace MicrogradSharp.Tapes.Running;

/// <summary>A pass over rows: what to compute, of which rows, and where the results of each row go.</summary>
/// <remarks>A span cannot be handed to another thread, so the caller pins both for as long as the pass runs.</remarks>
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

    /// <summary>Whether a row without gradient must contribute exactly nothing even where its values are not finite. Slower.</summary>
    public bool IsCareful { get; init; }
}
