using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp.Optim;

/// <summary>
/// Shared by Adam and AdamW: moving averages m of the gradient and v of its square, and the step that is computed from them.
/// </summary>
internal sealed class MomentEstimates
{
    private readonly double[] _first, _second;
    private readonly double _beta1, _beta2, _epsilon;

    public MomentEstimates(double[] first, double[] second, double beta1, double beta2, double epsilon)
    {
        Guard.AtLeastZeroBelowOne(beta1);
        Guard.AtLeastZeroBelowOne(beta2);
        Guard.FiniteAtLeastZero(epsilon);
        (_first, _second, _beta1, _beta2, _epsilon) = (first, second, beta1, beta2, epsilon);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]      // a loop over the parameters: slow unless optimised from the first call
    public void Step(ReadOnlySpan<double> gradient, Span<double> data, double learningRate, long step)
    {
        double rate = learningRate / (1 - Math.Pow(_beta1, step)), correction = Math.Sqrt(1 - Math.Pow(_beta2, step));
        int i = 0;
        for (; i + Vector<double>.Count <= gradient.Length; i += Vector<double>.Count)
        {
            var g = new Vector<double>(gradient[i..]);
            var m = _beta1 * new Vector<double>(_first, i) + (1 - _beta1) * g;
            var v = _beta2 * new Vector<double>(_second, i) + (1 - _beta2) * g * g;
            m.CopyTo(_first, i);
            v.CopyTo(_second, i);
            var denominator = Vector.SquareRoot(v) / new Vector<double>(correction) + new Vector<double>(_epsilon);
            (new Vector<double>(data[i..]) - rate * m / denominator).CopyTo(data[i..]);
        }
        for (; i < gradient.Length; i++)        // the same operations in the same order
        {
            double g = gradient[i];
            double m = _first[i] = _beta1 * _first[i] + (1 - _beta1) * g;
            double v = _second[i] = _beta2 * _second[i] + (1 - _beta2) * g * g;
            data[i] -= rate * m / (Math.Sqrt(v) / correction + _epsilon);
        }
    }
}
