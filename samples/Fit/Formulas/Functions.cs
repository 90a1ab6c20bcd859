using MicrogradSharp;

namespace Fit;

/// <summary>The functions that a formula may call, by name.</summary>
internal static class Functions
{
    private static readonly Dictionary<string, Func<Node, Node>> s_ofOne = new()
    {
        ["abs"] = x => x.Abs(),
        ["acos"] = x => x.Acos(),
        ["acosh"] = x => x.Acosh(),
        ["asin"] = x => x.Asin(),
        ["asinh"] = x => x.Asinh(),
        ["atan"] = x => x.Atan(),
        ["atanh"] = x => x.Atanh(),
        ["cbrt"] = x => x.Cbrt(),
        ["cos"] = x => x.Cos(),
        ["cosh"] = x => x.Cosh(),
        ["erf"] = x => x.Erf(),
        ["erfc"] = x => x.Erfc(),
        ["exp"] = x => x.Exp(),
        ["expm1"] = x => x.Expm1(),
        ["lgamma"] = x => x.LogGamma(),
        ["ln"] = x => x.Log(),
        ["log"] = x => x.Log(),
        ["log10"] = x => x.Log10(),
        ["log1p"] = x => x.Log1p(),
        ["log2"] = x => x.Log2(),
        ["sigmoid"] = x => x.Sigmoid(),
        ["sin"] = x => x.Sin(),
        ["sinh"] = x => x.Sinh(),
        ["softplus"] = x => x.Softplus(),
        ["sqrt"] = x => x.Sqrt(),
        ["tan"] = x => x.Tan(),
        ["tanh"] = x => x.Tanh(),
    };

    private static readonly Dictionary<string, Func<Node, Node, Node>> s_ofTwo = new()
    {
        ["atan2"] = Node.Atan2,
        ["hypot"] = Node.Hypot,
        ["max"] = (a, b) => Node.Max(a, b),
        ["min"] = (a, b) => Node.Min(a, b),
        ["pow"] = (a, b) => a.Pow(b),
    };

    public static IEnumerable<string> Names => s_ofOne.Keys.Concat(s_ofTwo.Keys).Order(StringComparer.Ordinal);

    /// <summary>The number of arguments that a function takes; 0 if there is no such function.</summary>
    public static int ArgumentCount(string name) => s_ofOne.ContainsKey(name) ? 1 : s_ofTwo.ContainsKey(name) ? 2 : 0;

    /// <summary>Calls a function with as many arguments as it takes.</summary>
    public static Node Call(string name, IReadOnlyList<Node> arguments) =>
        s_ofOne.TryGetValue(name, out var ofOne) ? ofOne(arguments[0]) : s_ofTwo[name](arguments[0], arguments[1]);
}
