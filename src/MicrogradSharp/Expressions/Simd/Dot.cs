using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class Dot
{
    protected override void Evaluate(ReadOnlySpan<double> x, int rows, Span<double> y)
    {
        int half = x.Length / 2;
        if (half == 0) y.Clear();
        else TensorPrimitives.Multiply(x[..rows], x.Slice(half, rows), y);
        for (int start = rows; start < half; start += rows)
        {
            Rows.Map(default(SumOfProducts), x.Slice(start, rows), x.Slice(half + start, rows), y, y);
        }
    }

    protected override void Slopes(ReadOnlySpan<double> x, int rows, ReadOnlySpan<double> y, Span<double> slopes) => SwapHalves(x, slopes);

    // Every attention and linear layer is made of these: the two below do what the base does, without copying the inputs.

    public override double Forward(Value output)
    {
        var inputs = output.Inputs;
        int half = inputs.Length / 2;
        if (half == 0) return 0;
        var left = inputs[..half];
        var right = inputs.Slice(half, half);
        double even = left[0].Stored * right[0].Stored;     // from 0, the sum would lose the sign of −0
        if (half == 1) return even;
        double odd = left[1].Stored * right[1].Stored;      // two sums, because each addition waits for the one before
        int i = 2;
        for (; i < half - 1; i += 2)
        {
            even += left[i].Stored * right[i].Stored;
            odd += left[i + 1].Stored * right[i + 1].Stored;
        }
        if (i < half) even += left[i].Stored * right[i].Stored;
        return even + odd;
    }

    public override void Backward(Value output)
    {
        var inputs = output.Inputs;
        int half = inputs.Length / 2;
        var left = inputs[..half];
        var right = inputs.Slice(half, half);
        double gradient = output.Grad;
        // one vector after the other, as inputs are ordered: a node in both then gets the same sum as in any other pass, to the last bit
        for (int i = 0; i < left.Length; i++) left[i].Grad += right[i].Stored * gradient;
        for (int i = 0; i < left.Length; i++) right[i].Grad += left[i].Stored * gradient;
    }

    private readonly struct SumOfProducts : Rows.ITernary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> u, Vector<double> v, Vector<double> sum) => sum + u * v;
    }
}
