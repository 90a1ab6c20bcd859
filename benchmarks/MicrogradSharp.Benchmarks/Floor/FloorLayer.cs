using System.Numerics;
using System.Runtime.InteropServices;

namespace MicrogradSharp.Benchmarks.Floor;

/// <summary>A fully connected layer written by hand, for all rows at once: the rows lie side by side in the lanes of vectors.</summary>
/// <remarks>Buffers are neurons × <see cref="Lanes"/>, neuron after neuron. The parameters of a neuron are its weights, then its bias.</remarks>
internal sealed class FloorLayer(int inputs, int outputs, bool hasReLU)
{
    /// <summary>The 100 rows, rounded up to whole vectors of up to 512 bits.</summary>
    public const int Lanes = 104;

    private readonly Memory<double> _outputs = AlignedBuffer.Of(outputs * Lanes);
    private readonly Memory<double> _gradients = AlignedBuffer.Of(outputs * Lanes);

    public int ParameterCount => outputs * (inputs + 1);

    public Span<double> Outputs => _outputs.Span;

    /// <summary>The gradients of <see cref="Outputs"/>: the layer above writes them.</summary>
    public Span<double> Gradients => _gradients.Span;

    public void Forward(ReadOnlySpan<double> input, ReadOnlySpan<double> parameters)
    {
        ref double x = ref MemoryMarshal.GetReference(input);
        ref double y = ref MemoryMarshal.GetReference(Outputs);
        for (int neuron = 0; neuron < outputs; neuron++)
        {
            var weights = parameters.Slice(neuron * (inputs + 1), inputs + 1);
            for (int lane = 0; lane < Lanes; lane += 2 * Vector<double>.Count)
            {
                nuint first = (nuint)lane, second = (nuint)(lane + Vector<double>.Count);
                var a = Vector.Create(weights[^1]);
                var b = a;
                for (int i = 0; i < weights.Length - 1; i++)
                {
                    var weight = Vector.Create(weights[i]);
                    a = Vector.FusedMultiplyAdd(weight, Vector.LoadUnsafe(ref x, (nuint)(i * Lanes) + first), a);
                    b = Vector.FusedMultiplyAdd(weight, Vector.LoadUnsafe(ref x, (nuint)(i * Lanes) + second), b);
                }
                if (hasReLU) (a, b) = (Vector.Max(a, Vector<double>.Zero), Vector.Max(b, Vector<double>.Zero));
                a.StoreUnsafe(ref y, (nuint)(neuron * Lanes) + first);
                b.StoreUnsafe(ref y, (nuint)(neuron * Lanes) + second);
            }
        }
    }

    /// <summary>Writes the gradients of the parameters, and adds to those of the input unless <paramref name="inputGradients"/> is empty.</summary>
    public void Backward(ReadOnlySpan<double> input, Span<double> inputGradients, ReadOnlySpan<double> parameters, Span<double> parameterGradients)
    {
        inputGradients.Clear();
        for (int neuron = 0; neuron < outputs; neuron++)
        {
            var gradient = Gradients.Slice(neuron * Lanes, Lanes);
            var weights = parameters.Slice(neuron * (inputs + 1), inputs + 1);
            var slopes = parameterGradients.Slice(neuron * (inputs + 1), inputs + 1);
            slopes[^1] = Mask(Outputs.Slice(neuron * Lanes, Lanes), gradient);
            for (int i = 0; i < inputs; i++)
            {
                var x = input.Slice(i * Lanes, Lanes);
                slopes[i] = inputGradients.IsEmpty
                    ? Dot(x, gradient)
                    : DotAndAddScaled(x, gradient, weights[i], inputGradients.Slice(i * Lanes, Lanes));
            }
        }
    }

    private double Mask(ReadOnlySpan<double> output, Span<double> gradient)
    {
        ref double y = ref MemoryMarshal.GetReference(output);
        ref double g = ref MemoryMarshal.GetReference(gradient);
        var sum = Vector<double>.Zero;
        for (nuint lane = 0; lane < Lanes; lane += (nuint)Vector<double>.Count)
        {
            var masked = Vector.LoadUnsafe(ref g, lane);
            if (hasReLU)
            {
                masked = Vector.ConditionalSelect(Vector.GreaterThan(Vector.LoadUnsafe(ref y, lane), Vector<double>.Zero), masked, Vector<double>.Zero);
                masked.StoreUnsafe(ref g, lane);
            }
            sum += masked;
        }
        return Vector.Sum(sum);
    }

    private static double Dot(ReadOnlySpan<double> input, ReadOnlySpan<double> gradient)
    {
        ref double x = ref MemoryMarshal.GetReference(input);
        ref double g = ref MemoryMarshal.GetReference(gradient);
        Vector<double> a = default, b = default;
        for (nuint lane = 0; lane < Lanes; lane += 2 * (nuint)Vector<double>.Count)
        {
            nuint second = lane + (nuint)Vector<double>.Count;
            a = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref x, lane), Vector.LoadUnsafe(ref g, lane), a);
            b = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref x, second), Vector.LoadUnsafe(ref g, second), b);
        }
        return Vector.Sum(a + b);
    }

    private static double DotAndAddScaled(ReadOnlySpan<double> input, ReadOnlySpan<double> gradient, double weight, Span<double> inputGradient)
    {
        ref double x = ref MemoryMarshal.GetReference(input);
        ref double g = ref MemoryMarshal.GetReference(gradient);
        ref double d = ref MemoryMarshal.GetReference(inputGradient);
        var w = Vector.Create(weight);
        Vector<double> a = default, b = default;
        for (nuint lane = 0; lane < Lanes; lane += 2 * (nuint)Vector<double>.Count)
        {
            nuint second = lane + (nuint)Vector<double>.Count;
            var (g1, g2) = (Vector.LoadUnsafe(ref g, lane), Vector.LoadUnsafe(ref g, second));
            a = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref x, lane), g1, a);
            b = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref x, second), g2, b);
            Vector.FusedMultiplyAdd(w, g1, Vector.LoadUnsafe(ref d, lane)).StoreUnsafe(ref d, lane);
            Vector.FusedMultiplyAdd(w, g2, Vector.LoadUnsafe(ref d, second)).StoreUnsafe(ref d, second);
        }
        return Vector.Sum(a + b);
    }
}
