using System.Runtime.Intrinsics;
using MicrogradSharp.Benchmarks.Timing;

namespace MicrogradSharp.Benchmarks.Tapes;

/// <summary>The peak rate of multiply-adds of a core: a loop on registers only, with the widest vectors.</summary>
internal static class PeakRate
{
    private const int Turns = 10_000;
    private const int Sums = 12;    // enough to hide the latency, and few enough for 16 registers

    private static double s_sink;

    private static Action Loop { get; } = Vector512.IsHardwareAccelerated ? Run<Vector512<double>, Wide> : Run<Vector256<double>, Narrow>;

    /// <summary>Returns a contender that runs <see cref="MultiplyAdds"/> multiply-adds.</summary>
    public static Contender Contender() => Timing.Contender.Of("peak", Loop);

    /// <summary>
    /// Returns contenders that run the loop 2 × 100 times, on one thread and on two. Their ratio is the speed-up that a second thread can
    /// give now, whatever it runs.
    /// </summary>
    public static (Contender Serial, Contender Parallel) TwoThreads()
    {
        Action repeat = () =>
        {
            for (int i = 0; i < 100; i++) Loop();
        };
        return (Timing.Contender.Of("serial", repeat + repeat), Timing.Contender.Of("parallel", () => Parallel.Invoke(repeat, repeat)));
    }

    /// <summary>The number of multiply-adds in one run.</summary>
    public static double MultiplyAdds =>
        (double)Turns * Sums * (Vector512.IsHardwareAccelerated ? Vector512<double>.Count : Vector256<double>.Count);

    private interface IVectors<T>
    {
        static abstract T Of(double number);

        static abstract T MultiplyAdd(T a, T b, T c);

        static abstract double Sum(T vector);
    }

    private static void Run<T, TVectors>() where TVectors : IVectors<T>
    {
        // |factor| < 1: the sums stay near 2
        T factor = TVectors.Of(0.5), one = TVectors.Of(1);
        T s0 = one, s1 = one, s2 = one, s3 = one, s4 = one, s5 = one, s6 = one, s7 = one, s8 = one, s9 = one, s10 = one, s11 = one;
        for (int turn = 0; turn < Turns; turn++)
        {
            s0 = TVectors.MultiplyAdd(s0, factor, one);
            s1 = TVectors.MultiplyAdd(s1, factor, one);
            s2 = TVectors.MultiplyAdd(s2, factor, one);
            s3 = TVectors.MultiplyAdd(s3, factor, one);
            s4 = TVectors.MultiplyAdd(s4, factor, one);
            s5 = TVectors.MultiplyAdd(s5, factor, one);
            s6 = TVectors.MultiplyAdd(s6, factor, one);
            s7 = TVectors.MultiplyAdd(s7, factor, one);
            s8 = TVectors.MultiplyAdd(s8, factor, one);
            s9 = TVectors.MultiplyAdd(s9, factor, one);
            s10 = TVectors.MultiplyAdd(s10, factor, one);
            s11 = TVectors.MultiplyAdd(s11, factor, one);
        }
        s_sink += TVectors.Sum(s0) + TVectors.Sum(s1) + TVectors.Sum(s2) + TVectors.Sum(s3) + TVectors.Sum(s4) + TVectors.Sum(s5)
            + TVectors.Sum(s6) + TVectors.Sum(s7) + TVectors.Sum(s8) + TVectors.Sum(s9) + TVectors.Sum(s10) + TVectors.Sum(s11);
    }

    private readonly struct Wide : IVectors<Vector512<double>>
    {
        public static Vector512<double> Of(double number) => Vector512.Create(number);

        public static Vector512<double> MultiplyAdd(Vector512<double> a, Vector512<double> b, Vector512<double> c) =>
            Vector512.FusedMultiplyAdd(a, b, c);

        public static double Sum(Vector512<double> vector) => Vector512.Sum(vector);
    }

    private readonly struct Narrow : IVectors<Vector256<double>>
    {
        public static Vector256<double> Of(double number) => Vector256.Create(number);

        public static Vector256<double> MultiplyAdd(Vector256<double> a, Vector256<double> b, Vector256<double> c) =>
            Vector256.FusedMultiplyAdd(a, b, c);

        public static double Sum(Vector256<double> vector) => Vector256.Sum(vector);
    }
}
