using System.Numerics;
using MicrogradSharp.Forward;

namespace MicrogradSharp.Benchmarks.Forward;

/// <summary>Rosenbrock's function of two variables, for every kind of number.</summary>
internal readonly struct Valley : IScalarFunction
{
    public static T Of<T>(T x, T y)
        where T : INumberBase<T>
    {
        T slope = T.One - x, valley = y - x * x;
        return slope * slope + T.CreateChecked(100) * (valley * valley);
    }

    T IScalarFunction.Evaluate<T>(ReadOnlySpan<T> x) => Of(x[0], x[1]);
}
