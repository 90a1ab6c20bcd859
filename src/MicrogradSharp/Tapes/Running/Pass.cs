namespace MicrogradSharp.Tapes.Running;

/// <summary>A pass over rows: what to compute, for which rows, and where each row's results go.</summary>
internal readonly struct Pass
{
    public required PassKind Kind { get; init; }

    public required BlockPlan Plan { get; init; }

    /// <summary>The rows, row after row.</summary>
    public required PinnedNumbers Rows { get; init; }

    /// <summary>Where the outputs go, row after row; empty if they are not wanted.</summary>
    public PinnedNumbers Outputs { get; init; }

    /// <summary>Where the derivatives go; empty if they are not wanted.</summary>
    public PinnedNumbers Jacobian { get; init; }

    /// <summary>
    /// The distances in <see cref="Jacobian"/> from one output to the next, across rows, and from one parameter to the next.
    /// </summary>
    public (int Output, int Parameter) Strides { get; init; }

    /// <summary>The output to differentiate, if the pass sums over the rows.</summary>
    public int Output { get; init; }

    /// <summary>The gradient of the output of each row.</summary>
    public double Seed { get; init; }

    /// <summary>Whether a row with gradient 0 must contribute exactly 0 even if its values are not finite. Slower.</summary>
    public bool IsCareful { get; init; }
}
