namespace MicrogradSharp.Optim;

/// <summary>What early stopping remembers of the best epoch.</summary>
internal sealed record BestEpoch(int Epoch, double Loss, double[] Parameters);
