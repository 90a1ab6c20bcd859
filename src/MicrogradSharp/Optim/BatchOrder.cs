namespace MicrogradSharp.Optim;

/// <summary>The options that determine the batches of an epoch.</summary>
/// <param name="Size">The number of rows in a batch; null for all rows.</param>
/// <param name="ShuffleSeed">The seed of the shuffle; null for the order of the data set.</param>
internal sealed record BatchOrder(int? Size, int? ShuffleSeed)
{
    /// <summary>Returns the options that take effect for a number of rows: one batch of all rows is not shuffled.</summary>
    public BatchOrder Over(int rows) => Size is { } size && size < rows ? this : new BatchOrder(null, null);
}
