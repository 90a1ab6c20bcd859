namespace MicrogradSharp.Orleans.Grains;

/// <summary>What comes back from a shard.</summary>
/// <param name="Outcome">Whether there is a result.</param>
/// <param name="Rows">The number of rows that it is about.</param>
/// <param name="Value">The mean of the loss, or half the sum of squares.</param>
/// <param name="Numbers">The gradient, or Jᵀr and the lower triangle of JᵀJ, 8 bytes a number.</param>
/// <param name="Fault">What went wrong, or null.</param>
/// <param name="RowsHash">The hash of all rows of the shard: they must be the same when they load again.</param>
[GenerateSerializer]
[Immutable]
internal readonly record struct ShardReply(
    [property: Id(0)] ShardOutcome Outcome,
    [property: Id(1)] long Rows = 0,
    [property: Id(2)] double Value = 0,
    [property: Id(3)] byte[]? Numbers = null,
    [property: Id(4)] string? Fault = null,
    [property: Id(5)] long RowsHash = 0)
{
    public static ShardReply OfFault(Exception fault) => new(ShardOutcome.Failed, Fault: $"{fault.Message} ({fault.GetType().Name})");
}
