using Formulas;
using MicrogradSharp;
using MicrogradSharp.Fitting;

namespace Playground.Tabs.Fit;

/// <summary>A fit to NIST's Misra1a, https://www.itl.nist.gov/div898/strd/nls/data/misra1a.shtml.</summary>
public static class Misra1a
{
    public static IReadOnlyList<double> Xs { get; } =
        [77.6, 114.9, 141.1, 190.8, 239.9, 289, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760];

    public static IReadOnlyList<double> Ys { get; } =
        [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4, 75.47, 81.78];

    /// <summary>Fits a formula of x, b1 and b2, from the first start that NIST gives.</summary>
    /// <exception cref="FormulaException">The formula is wrong, or has another name.</exception>
    public static CurveFitResult Fit(string formula)
    {
        Node[] parameters = [new(500, "b1"), new(1e-4, "b2")];
        return CurveFit.Run(
            x => FormulaParser.Parse(formula, (name, position) => Find(name, position, x)), [.. Xs], [.. Ys], parameters);

        Node? Find(string name, int position, Node x) => name switch
        {
            "x" => x,
            "b1" => parameters[0],
            "b2" => parameters[1],
            _ when FormulaParser.Constant(name) is not null => null,
            _ => throw new FormulaException(formula, position, $"{Text.Quoted(name)} is neither x, b1 nor b2."),
        };
    }
}
