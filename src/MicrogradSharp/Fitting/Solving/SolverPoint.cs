namespace MicrogradSharp.Fitting.Solving;

/// <summary>Parameters, with the residuals and the cost there.</summary>
internal sealed class SolverPoint(int parameters, int residuals)
{
    public double[] Parameters { get; } = new double[parameters];

    public double[] Residuals { get; } = GC.AllocateUninitializedArray<double>(residuals);      // every pass writes all

    public double Cost { get; set; }
}
