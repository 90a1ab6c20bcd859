using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MicrogradSharp.Benchmarks.Floor;

/// <summary>A fully connected layer written by hand for all rows at once. The rows lie side by side in the lanes of vectors.</summary>
/// <remarks>
/// Buffers are neurons × <see cref="Lanes"/>, neuron after neuron. The parameters of a neuron are its weights, then its bias.
/// </remarks>
internal sealed class FloorLayer(int inputs, int outputs, bool hasReLU)
{
    /// <summary>The number of rows, 100, rounded up to whole pairs of vectors.</summary>
    public const int Lanes = 104;

    private readonly Memory<double> _outputs = AlignedBuffer.Of(outputs * Lanes);
    private readonly Memory<double> _gradients = AlignedBuffer.Of(outputs * Lanes);

    public int ParameterCount => outputs * (inputs + 1);

    public Span<double> Outputs => _outputs.Span;

    /// <summary>The gradients of <see cref="Outputs"/>, written by the layer above.</summary>
    public Span<double> Gradients => _gradients.Span;

    public void Forward(ReadOnlySpan<double> input, ReadOnlySpan<double> parameters)
    {
        // Two neurons at a time halve the loads. An odd last neuron is its own partner and is written twice.
        for (int neuron = 0; neuron < outputs; neuron += 2)
        {
            int partner = Math.Min(neuron + 1, outputs - 1);
            Forward(input, OfNeuron(parameters, neuron), OfNeuron(parameters, partner), Row(Outputs, neuron), Row(Outputs, partner));
        }
    }

    /// <summary>
    /// Writes the gradients of the parameters, and adds to those of the input unless <paramref name="inputGradients"/> is empty.
    /// </summary>
    public void Backward(
        ReadOnlySpan<double> input, Span<double> inputGradients, ReadOnlySpan<double> parameters, Span<double> parameterGradients)
    {
        inputGradients.Clear();
        for (int neuron = 0; neuron < outputs; neuron++)
        {
            parameterGradients[neuron * (inputs + 1) + inputs] = Mask(Row(Outputs, neuron), Row(Gradients, neuron));
        }
        for (int neuron = 0; neuron < outputs; neuron += 2)
        {
            int partner = Math.Min(neuron + 1, outputs - 1);
            ReadOnlySpan<double> gradient = Row(Gradients, neuron), partnerGradient = Row(Gradients, partner);
            for (int i = 0; i < inputs; i++)
            {
                int weight = neuron * (inputs + 1) + i, partnerWeight = partner * (inputs + 1) + i;
                if (inputGradients.IsEmpty)
                {
                    Dot(Row(input, i), gradient, partnerGradient, out parameterGradients[weight], out parameterGradients[partnerWeight]);
                    continue;
                }
                DotAndAddScaled(
                    Row(input, i), gradient, partnerGradient,
                    parameters[weight], partner == neuron ? 0 : parameters[partnerWeight], Row(inputGradients, i),
                    out parameterGradients[weight], out parameterGradients[partnerWeight]);
            }
        }
    }

    private static Span<double> Row(Span<double> rows, int row) => rows.Slice(row * Lanes, Lanes);

    private static ReadOnlySpan<double> Row(ReadOnlySpan<double> rows, int row) => rows.Slice(row * Lanes, Lanes);

    private ReadOnlySpan<double> OfNeuron(ReadOnlySpan<double> parameters, int neuron) =>
        parameters.Slice(neuron * (inputs + 1), inputs + 1);

    private void Forward(
        ReadOnlySpan<double> input,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> partnerWeights,
        Span<double> output,
        Span<double> partnerOutput)
    {
        ref double x = ref MemoryMarshal.GetReference(input);
        ref double y = ref MemoryMarshal.GetReference(output);
        ref double z = ref MemoryMarshal.GetReference(partnerOutput);
        partnerWeights = partnerWeights[..weights.Length];
        for (nuint lane = 0; lane < Lanes; lane += 2 * (nuint)Vector256<double>.Count)
        {
            nuint next = lane + (nuint)Vector256<double>.Count, at = lane;
            Vector256<double> y1 = Vector256.Create(weights[^1]), y2 = y1, z1 = Vector256.Create(partnerWeights[^1]), z2 = z1;
            for (int i = 0; i < weights.Length - 1; i++, at += Lanes)
            {
                var x1 = Vector256.LoadUnsafe(ref x, at);
                var x2 = Vector256.LoadUnsafe(ref x, at + (nuint)Vector256<double>.Count);
                Vector256<double> v = Vector256.Create(weights[i]), w = Vector256.Create(partnerWeights[i]);
                y1 = Vector256.FusedMultiplyAdd(v, x1, y1);
                y2 = Vector256.FusedMultiplyAdd(v, x2, y2);
                z1 = Vector256.FusedMultiplyAdd(w, x1, z1);
                z2 = Vector256.FusedMultiplyAdd(w, x2, z2);
            }
            Activate(y1).StoreUnsafe(ref y, lane);
            Activate(y2).StoreUnsafe(ref y, next);
            Activate(z1).StoreUnsafe(ref z, lane);
            Activate(z2).StoreUnsafe(ref z, next);
        }
    }

    private Vector256<double> Activate(Vector256<double> sum) => hasReLU ? Vector256.Max(sum, Vector256<double>.Zero) : sum;

    /// <summary>Sets the gradient to 0 for the rows where the slope of ReLU is 0.</summary>
    /// <returns>The sum of the gradient, which is the slope of the bias.</returns>
    private double Mask(ReadOnlySpan<double> output, Span<double> gradient)
    {
        ref double y = ref MemoryMarshal.GetReference(output);
        ref double g = ref MemoryMarshal.GetReference(gradient);
        var sum = Vector256<double>.Zero;
        for (nuint lane = 0; lane < Lanes; lane += (nuint)Vector256<double>.Count)
        {
            var masked = Vector256.LoadUnsafe(ref g, lane);
            if (hasReLU)
            {
                var isPositive = Vector256.GreaterThan(Vector256.LoadUnsafe(ref y, lane), Vector256<double>.Zero);
                masked = Vector256.ConditionalSelect(isPositive, masked, Vector256<double>.Zero);
                masked.StoreUnsafe(ref g, lane);
            }
            sum += masked;
        }
        return Vector256.Sum(sum);
    }

    private static void Dot(
        ReadOnlySpan<double> input,
        ReadOnlySpan<double> gradient,
        ReadOnlySpan<double> partnerGradient,
        out double slope,
        out double partnerSlope)
    {
        ref double x = ref MemoryMarshal.GetReference(input);
        ref double g = ref MemoryMarshal.GetReference(gradient);
        ref double h = ref MemoryMarshal.GetReference(partnerGradient);
        Vector256<double> a = default, b = default;
        for (nuint lane = 0; lane < Lanes; lane += (nuint)Vector256<double>.Count)
        {
            var x1 = Vector256.LoadUnsafe(ref x, lane);
            a = Vector256.FusedMultiplyAdd(x1, Vector256.LoadUnsafe(ref g, lane), a);
            b = Vector256.FusedMultiplyAdd(x1, Vector256.LoadUnsafe(ref h, lane), b);
        }
        slope = Vector256.Sum(a);
        partnerSlope = Vector256.Sum(b);
    }

    private static void DotAndAddScaled(
        ReadOnlySpan<double> input, ReadOnlySpan<double> gradient, ReadOnlySpan<double> partnerGradient,
        double weight, double partnerWeight, Span<double> inputGradient, out double slope, out double partnerSlope)
    {
        ref double x = ref MemoryMarshal.GetReference(input);
        ref double g = ref MemoryMarshal.GetReference(gradient);
        ref double h = ref MemoryMarshal.GetReference(partnerGradient);
        ref double d = ref MemoryMarshal.GetReference(inputGradient);
        Vector256<double> v = Vector256.Create(weight), w = Vector256.Create(partnerWeight);
        // Two vectors at a time give four sums: while one waits for its last addition, the others continue.
        Vector256<double> a1 = default, a2 = default, b1 = default, b2 = default;
        for (nuint lane = 0; lane < Lanes; lane += 2 * (nuint)Vector256<double>.Count)
        {
            nuint next = lane + (nuint)Vector256<double>.Count;
            Vector256<double> x1 = Vector256.LoadUnsafe(ref x, lane), x2 = Vector256.LoadUnsafe(ref x, next);
            Vector256<double> g1 = Vector256.LoadUnsafe(ref g, lane), g2 = Vector256.LoadUnsafe(ref g, next);
            Vector256<double> h1 = Vector256.LoadUnsafe(ref h, lane), h2 = Vector256.LoadUnsafe(ref h, next);
            a1 = Vector256.FusedMultiplyAdd(x1, g1, a1);
            a2 = Vector256.FusedMultiplyAdd(x2, g2, a2);
            b1 = Vector256.FusedMultiplyAdd(x1, h1, b1);
            b2 = Vector256.FusedMultiplyAdd(x2, h2, b2);
            Vector256.FusedMultiplyAdd(w, h1, Vector256.FusedMultiplyAdd(v, g1, Vector256.LoadUnsafe(ref d, lane)))
                .StoreUnsafe(ref d, lane);
            Vector256.FusedMultiplyAdd(w, h2, Vector256.FusedMultiplyAdd(v, g2, Vector256.LoadUnsafe(ref d, next)))
                .StoreUnsafe(ref d, next);
        }
        slope = Vector256.Sum(a1 + a2);
        partnerSlope = Vector256.Sum(b1 + b2);
    }
}
