namespace MicrogradSharp.Optim;

/// <summary>What the batches of a training depend on, as its options give it.</summary>
/// <param name="Size">The rows of a batch; null for all.</param>
/// <param name="ShuffleSeed">The seed of their order; null for that of the data set.</param>
internal sealed record BatchOrder(int? Size, int? ShuffleSeed)
{
    /// <summary>What they come to over so many rows: one batch of all rows is not shuffled.</summary>
    public BatchOrder Over(int rows) => Size is { } size && size < rows ? this : new BatchOrder(null, null);
}
