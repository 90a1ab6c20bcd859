using MicrogradSharp.Forward;

namespace MicrogradSharp.Tests.Forward;

/// <summary>From polar to rectangular coordinates, for any number of points.</summary>
internal readonly struct Polar : IVectorFunction
{
    void IVectorFunction.Evaluate<T>(ReadOnlySpan<T> x, Span<T> y)
    {
        for (int i = 0; i + 1 < x.Length; i += 2)
        {
            y[i] += x[i] * T.Cos(x[i + 1]);     // adds to the zeros that the outputs start with
            y[i + 1] += x[i] * T.Sin(x[i + 1]);
        }
    }
}
