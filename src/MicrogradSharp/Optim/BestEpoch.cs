namespace MicrogradSharp.Optim;

/// <summary>The best epoch so far, for early stopping.</summary>
internal sealed record BestEpoch(int Epoch, double Loss, double[] Parameters);
