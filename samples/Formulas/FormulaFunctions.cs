using MicrogradSharp;

namespace Formulas;

/// <summary>The functions that a formula may call: every operator of the library that gives one node.</summary>
public static class FormulaFunctions
{
    private static readonly Dictionary<string, FormulaFunction> s_byName = new FormulaFunction[]
    {
        FormulaFunction.Of("abs", x => x.Abs()),
        FormulaFunction.Of("acos", x => x.Acos()),
        FormulaFunction.Of("acosh", x => x.Acosh()),
        FormulaFunction.Of("asin", x => x.Asin()),
        FormulaFunction.Of("asinh", x => x.Asinh()),
        FormulaFunction.Of("atan", x => x.Atan()),
        FormulaFunction.Of("atan2", Node.Atan2),
        FormulaFunction.Of("atanh", x => x.Atanh()),
        FormulaFunction.Of("cbrt", x => x.Cbrt()),
        FormulaFunction.Of("ceiling", x => x.Ceiling()),
        FormulaFunction.WithNumbers("clamp", (x, min, max) => x.Clamp(min, max)),
        FormulaFunction.Of("cos", x => x.Cos()),
        FormulaFunction.Of("cosh", x => x.Cosh()),
        FormulaFunction.Of("digamma", x => x.Digamma()),
        FormulaFunction.WithNumber("elu", 1, (x, alpha) => x.ELU(alpha)),
        FormulaFunction.Of("erf", x => x.Erf()),
        FormulaFunction.Of("erfc", x => x.Erfc()),
        FormulaFunction.Of("exp", x => x.Exp()),
        FormulaFunction.Of("exp2", x => x.Exp2()),
        FormulaFunction.Of("expm1", x => x.Expm1()),
        FormulaFunction.Of("floor", x => x.Floor()),
        FormulaFunction.Of("gelu", x => x.GELU()),
        FormulaFunction.Of("hypot", Node.Hypot),
        FormulaFunction.WithNumber("leakyrelu", 0.01, (x, slope) => x.LeakyReLU(slope)),
        FormulaFunction.Of("lgamma", x => x.LogGamma()),
        FormulaFunction.Of("ln", x => x.Log()),
        FormulaFunction.Of("log", x => x.Log()),
        FormulaFunction.Of("log10", x => x.Log10()),
        FormulaFunction.Of("log1p", x => x.Log1p()),
        FormulaFunction.Of("log2", x => x.Log2()),
        FormulaFunction.Of("loggamma", x => x.LogGamma()),
        FormulaFunction.Of("logit", x => x.Logit()),
        FormulaFunction.OfMany("logsumexp", x => Node.LogSumExp(x)),
        FormulaFunction.OfMany("max", x => Node.Max(x)),
        FormulaFunction.OfMany("mean", x => Node.Mean(x)),
        FormulaFunction.OfMany("min", x => Node.Min(x)),
        FormulaFunction.OfMany("norm", x => Node.Norm(x)),
        FormulaFunction.Of("pow", (x, exponent) => x.Pow(exponent)),
        FormulaFunction.OfMany("product", x => Node.Product(x)),
        FormulaFunction.Of("relu", x => x.ReLU()),
        FormulaFunction.Of("remainder", Node.Remainder),
        FormulaFunction.Of("round", x => x.Round()),
        FormulaFunction.Of("sigmoid", x => x.Sigmoid()),
        FormulaFunction.Of("sign", x => x.Sign()),
        FormulaFunction.Of("silu", x => x.SiLU()),
        FormulaFunction.Of("sin", x => x.Sin()),
        FormulaFunction.Of("sinh", x => x.Sinh()),
        FormulaFunction.Of("softplus", x => x.Softplus()),
        FormulaFunction.Of("sqrt", x => x.Sqrt()),
        FormulaFunction.OfMany("sum", x => Node.Sum(x)),
        FormulaFunction.Of("tan", x => x.Tan()),
        FormulaFunction.Of("tanh", x => x.Tanh()),
        FormulaFunction.Of("trigamma", x => x.Trigamma()),
        FormulaFunction.Of("where", Node.Where),
    }.ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of the functions, in the order of the alphabet.</summary>
    public static IEnumerable<string> Names => s_byName.Keys.Order(StringComparer.Ordinal);

    /// <summary>The function of a name, in capitals or not, as in <c>ReLU</c>; null if there is none.</summary>
    public static FormulaFunction? Find(string name) => s_byName.GetValueOrDefault(name);
}
