namespace MicrogradSharp.Orleans;

/// <summary>A function of a row and of parameters: the loss of the row, or its residual.</summary>
/// <param name="parameters">The parameters.</param>
/// <param name="row">The columns of the row.</param>
public delegate Node ShardLoss(ReadOnlySpan<Node> parameters, ReadOnlySpan<Node> row);
