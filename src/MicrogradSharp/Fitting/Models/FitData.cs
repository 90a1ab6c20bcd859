namespace MicrogradSharp.Fitting.Models;

/// <summary>The rows that a model is compared with.</summary>
/// <param name="Rows">The inputs of the model, row after row.</param>
/// <param name="Ys">What each output should be; empty if the outputs are residuals already.</param>
/// <param name="Factors">The square root of the weight of each output, 1/σ; empty if all are 1.</param>
internal sealed record FitData(double[] Rows, double[] Ys, double[] Factors);
