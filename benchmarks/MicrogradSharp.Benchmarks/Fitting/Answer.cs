using MicrogradSharp.Tests.Fitting.Solving;

namespace MicrogradSharp.Benchmarks.Fitting;

/// <summary>What a solver says about a certified problem.</summary>
/// <param name="Parameters">The estimates; empty if the solver fails or does not converge.</param>
internal sealed record Answer(double[] Parameters)
{
    public static Answer Failed { get; } = new Answer([]);

    public bool HasFailed => Parameters.Length == 0;

    /// <summary>Returns the digits that agree with the certified values, those of the worst parameter; 0 if the solver failed.</summary>
    public double Digits(NistProblem problem) => HasFailed ? 0 : problem.Digits(Parameters).Min();
}
