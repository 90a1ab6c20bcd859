namespace MicrogradSharp.Tests.Fitting.Solving;

/// <summary>The residuals f − y of a certified problem, for the solver.</summary>
internal static class NistResiduals
{
    public static FormulaResiduals Residuals(this NistProblem problem)
    {
        var model = problem.Model;
        return new FormulaResiduals(
            problem.Certified.Length, problem.Rows[0].Length, [.. problem.Rows.SelectMany(row => row)],
            (b, row) => [model(b, row[1..]) - row[0]], problem.Linear);
    }
}
