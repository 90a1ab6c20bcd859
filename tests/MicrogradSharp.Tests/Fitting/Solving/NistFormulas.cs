using System.Numerics;

namespace MicrogradSharp.Tests.Fitting.Solving;

/// <summary>The models of the certified problems, y from parameters and predictors, for every kind of number.</summary>
internal static class NistFormulas<T>
    where T : IExponentialFunctions<T>, IPowerFunctions<T>, IRootFunctions<T>, ITrigonometricFunctions<T>
{
    public static IReadOnlyDictionary<string, Func<ReadOnlySpan<T>, ReadOnlySpan<T>, T>> ByName { get; } =
        new Dictionary<string, Func<ReadOnlySpan<T>, ReadOnlySpan<T>, T>>
        {
            ["Misra1a"] = (b, x) => b[0] * (T.One - T.Exp(-b[1] * x[0])),
            ["Misra1b"] = (b, x) => b[0] * (T.One - T.One / Square(T.One + b[1] * x[0] / Two)),
            ["Misra1c"] = (b, x) => b[0] * (T.One - T.One / T.Sqrt(T.One + Two * b[1] * x[0])),
            ["Misra1d"] = (b, x) => b[0] * b[1] * x[0] / (T.One + b[1] * x[0]),
            ["Chwirut1"] = Chwirut,
            ["Chwirut2"] = Chwirut,
            ["DanWood"] = (b, x) => b[0] * T.Pow(x[0], b[1]),
            ["Gauss1"] = Gauss,
            ["Gauss2"] = Gauss,
            ["Gauss3"] = Gauss,
            ["Lanczos1"] = Lanczos,
            ["Lanczos2"] = Lanczos,
            ["Lanczos3"] = Lanczos,
            ["Kirby2"] = (b, x) => (b[0] + b[1] * x[0] + b[2] * Square(x[0])) / (T.One + b[3] * x[0] + b[4] * Square(x[0])),
            ["Hahn1"] = Cubics,
            ["Thurber"] = Cubics,
            ["Nelson"] = (b, x) => b[0] - b[1] * x[0] * T.Exp(-b[2] * x[1]),
            ["MGH09"] = (b, x) => b[0] * (Square(x[0]) + x[0] * b[1]) / (Square(x[0]) + x[0] * b[2] + b[3]),
            ["MGH10"] = (b, x) => b[0] * T.Exp(b[1] / (x[0] + b[2])),
            ["MGH17"] = (b, x) => b[0] + b[1] * T.Exp(-x[0] * b[3]) + b[2] * T.Exp(-x[0] * b[4]),
            ["Roszman1"] = (b, x) => b[0] - b[1] * x[0] - T.Atan(b[2] / (x[0] - b[3])) / T.Pi,
            ["ENSO"] = Enso,
            ["Rat42"] = (b, x) => b[0] / (T.One + T.Exp(b[1] - b[2] * x[0])),
            ["Rat43"] = (b, x) => b[0] / T.Pow(T.One + T.Exp(b[1] - b[2] * x[0]), T.One / b[3]),
            ["Eckerle4"] = (b, x) => b[0] / b[1] * T.Exp(-Square((x[0] - b[2]) / b[1]) / Two),
            ["BoxBOD"] = (b, x) => b[0] * (T.One - T.Exp(-b[1] * x[0])),
            ["Bennett5"] = (b, x) => b[0] * T.Pow(b[1] + x[0], -T.One / b[2]),
        };

    private static T Two => T.CreateChecked(2);

    private static T Square(T x) => x * x;

    private static T Chwirut(ReadOnlySpan<T> b, ReadOnlySpan<T> x) => T.Exp(-b[0] * x[0]) / (b[1] + b[2] * x[0]);

    private static T Gauss(ReadOnlySpan<T> b, ReadOnlySpan<T> x) =>
        b[0] * T.Exp(-b[1] * x[0])
        + b[2] * T.Exp(-Square((x[0] - b[3]) / b[4]))
        + b[5] * T.Exp(-Square((x[0] - b[6]) / b[7]));

    private static T Lanczos(ReadOnlySpan<T> b, ReadOnlySpan<T> x) =>
        b[0] * T.Exp(-b[1] * x[0]) + b[2] * T.Exp(-b[3] * x[0]) + b[4] * T.Exp(-b[5] * x[0]);

    private static T Cubics(ReadOnlySpan<T> b, ReadOnlySpan<T> x)
    {
        T square = x[0] * x[0], cube = square * x[0];
        return (b[0] + b[1] * x[0] + b[2] * square + b[3] * cube) / (T.One + b[4] * x[0] + b[5] * square + b[6] * cube);
    }

    private static T Enso(ReadOnlySpan<T> b, ReadOnlySpan<T> x)
    {
        T turn = T.Tau * x[0], year = turn / T.CreateChecked(12), first = turn / b[3], second = turn / b[6];
        return b[0] + b[1] * T.Cos(year) + b[2] * T.Sin(year) + b[4] * T.Cos(first) + b[5] * T.Sin(first)
            + b[7] * T.Cos(second) + b[8] * T.Sin(second);
    }
}
