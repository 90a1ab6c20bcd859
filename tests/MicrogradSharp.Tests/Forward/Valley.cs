using MicrogradSharp.Forward;

namespace MicrogradSharp.Tests.Forward;

/// <summary>Rosenbrock's function of any number of variables.</summary>
internal readonly struct Valley : IScalarFunction
{
    T IScalarFunction.Evaluate<T>(ReadOnlySpan<T> x)
    {
        var sum = T.Zero;
        for (int i = 1; i < x.Length; i++)
        {
            T slope = T.One - x[i - 1], valley = x[i] - x[i - 1] * x[i - 1];
            sum += slope * slope + T.CreateChecked(100) * (valley * valley);
        }
        return sum;
    }
}
