using MicrogradSharp.Fitting;

namespace Playground.Tabs.Fit;

/// <summary>A number of a fit beside the one that NIST certifies.</summary>
/// <param name="What">The number.</param>
/// <param name="Found">As the library found it.</param>
/// <param name="Certified">As NIST certifies it.</param>
public sealed record Agreement(string What, double Found, double Certified)
{
    /// <summary>The digits that agree: −log₁₀ of the relative error, from 0 to 11.</summary>
    public double Digits => Math.Clamp(-Math.Log10(Math.Abs(Found / Certified - 1)), 0, CertifiedParameter.MostDigits);

    /// <summary>All numbers that NIST certifies for a problem; estimates, then standard errors, then the sum of squares.</summary>
    public static IReadOnlyList<Agreement> Of(CertifiedProblem problem, CurveFitResult fit)
    {
        var pairs = problem.Parameters.Select(certified => (
            Certified: certified, Found: fit.Parameters.Single(parameter => parameter.Name == certified.Name))).ToArray();
        return
        [
            .. pairs.Select(pair => new Agreement(pair.Certified.Name, pair.Found.Estimate, pair.Certified.Estimate)),
            .. pairs.Where(pair => !double.IsNaN(pair.Certified.StandardError))
                .Select(pair => new Agreement($"error of {pair.Certified.Name}", pair.Found.StandardError, pair.Certified.StandardError)),
            new Agreement("sum of squares", fit.ResidualSumOfSquares, problem.SumOfSquares),
        ];
    }
}
