using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MicrogradSharp.Benchmarks.Moons;

namespace MicrogradSharp.Benchmarks.Floor;

/// <summary>The floor for every time: the moons demo written by hand with SIMD, without a graph or allocations.</summary>
/// <remarks>A step is the full step of the demo: forward, hinge loss, penalty, backward, update.</remarks>
internal sealed class MoonsFloor
{
    private const int PaddedParameters = (MoonsData.Parameters + 7) / 8 * 8;

    private readonly FloorLayer _first = new(2, 16, hasReLU: true);
    private readonly FloorLayer _second = new(16, 16, hasReLU: true);
    private readonly FloorLayer _last = new(16, 1, hasReLU: false);

    private readonly Memory<double> _inputs = AlignedBuffer.Of(2 * FloorLayer.Lanes);
    private readonly Memory<double> _labels = AlignedBuffer.Of(FloorLayer.Lanes);
    private readonly Memory<double> _margins = AlignedBuffer.Of(FloorLayer.Lanes);
    private readonly Memory<double> _parameters = AlignedBuffer.Of(PaddedParameters);
    private readonly Memory<double> _gradients = AlignedBuffer.Of(PaddedParameters);

    public MoonsFloor()
    {
        MoonsData.X0.CopyTo(_inputs);
        MoonsData.X1.CopyTo(_inputs[FloorLayer.Lanes..]);
        MoonsData.Labels.CopyTo(_labels);
        // The lanes beyond the rows keep a label and a margin of 0, so that their loss and gradient are 0 without a branch.
        _margins.Span[..MoonsData.Rows].Fill(1);
        Reset();
    }

    /// <summary>Restores the initial weights.</summary>
    public void Reset() => MoonsData.FirstParameters.CopyTo(_parameters);

    /// <summary>Runs 100 steps from the initial weights.</summary>
    /// <returns>The loss of the last step, before its update.</returns>
    public double Train()
    {
        Reset();
        double loss = 0;
        for (int step = 0; step < MoonsData.Steps; step++) loss = Step(MoonsData.Rate(step));
        return loss;
    }

    /// <summary>Runs a step of gradient descent.</summary>
    /// <returns>The loss before the update.</returns>
    public double Step(double rate)
    {
        Span<double> parameters = _parameters.Span, gradients = _gradients.Span, inputs = _inputs.Span;
        int second = _first.ParameterCount, last = second + _second.ParameterCount;

        _first.Forward(inputs, parameters);
        _second.Forward(_first.Outputs, parameters[second..]);
        _last.Forward(_second.Outputs, parameters[last..]);
        double hinge = Hinge();
        _last.Backward(_second.Outputs, _second.Gradients, parameters[last..], gradients[last..]);
        _second.Backward(_first.Outputs, _first.Gradients, parameters[second..], gradients[second..]);
        _first.Backward(inputs, default, parameters, gradients);
        return hinge / MoonsData.Rows + MoonsData.Decay * Descend(rate);
    }

    /// <summary>Returns the sum of max(margin − label · score, 0) over the rows, and starts the backward pass with its slopes.</summary>
    private double Hinge()
    {
        ref double score = ref MemoryMarshal.GetReference(_last.Outputs);
        ref double slope = ref MemoryMarshal.GetReference(_last.Gradients);
        ref double label = ref MemoryMarshal.GetReference(_labels.Span);
        ref double margin = ref MemoryMarshal.GetReference(_margins.Span);
        var scale = Vector256.Create(-1.0 / MoonsData.Rows);
        var sum = Vector256<double>.Zero;
        for (nuint lane = 0; lane < FloorLayer.Lanes; lane += (nuint)Vector256<double>.Count)
        {
            var y = Vector256.LoadUnsafe(ref label, lane);
            var loss = Vector256.LoadUnsafe(ref margin, lane) - y * Vector256.LoadUnsafe(ref score, lane);
            sum += Vector256.Max(loss, Vector256<double>.Zero);
            var isPositive = Vector256.GreaterThan(loss, Vector256<double>.Zero);
            Vector256.ConditionalSelect(isPositive, scale * y, Vector256<double>.Zero).StoreUnsafe(ref slope, lane);
        }
        return Vector256.Sum(sum);
    }

    /// <summary>Updates the parameters.</summary>
    /// <returns>The sum of their squares before the update.</returns>
    private double Descend(double rate)
    {
        ref double parameter = ref MemoryMarshal.GetReference(_parameters.Span);
        ref double gradient = ref MemoryMarshal.GetReference(_gradients.Span);
        var squares = Vector256<double>.Zero;
        for (nuint i = 0; i < PaddedParameters; i += (nuint)Vector256<double>.Count)
        {
            var p = Vector256.LoadUnsafe(ref parameter, i);
            squares += p * p;
            (p - rate * (Vector256.LoadUnsafe(ref gradient, i) + 2 * MoonsData.Decay * p)).StoreUnsafe(ref parameter, i);
        }
        return Vector256.Sum(squares);
    }
}
