using System.Runtime.CompilerServices;
using MicrogradSharp.Tapes.Instructions;
using MicrogradSharp.Tapes.Program;

namespace MicrogradSharp.Tapes.Running;

/// <summary>Runs the instructions on uniform values, on one thread: forward once before the blocks, and backward after them.</summary>
internal sealed class UniformRunner(TapeProgram program)
{
    private readonly Frame _frame = program.MakeUniformFrame();

    public double Value(int slot) => _frame.Values(slot)[0];

    /// <summary>Reads the parameters and computes what depends only on them.</summary>
    public void Forward(ReadOnlySpan<Value> parameters)
    {
        if (parameters.Length > 0) Read(parameters, _frame.Values(0, parameters.Length));
        Forward();
    }

    /// <summary>Takes the numbers of the parameters and computes what depends only on them.</summary>
    public void Forward(ReadOnlySpan<double> point)
    {
        point.CopyTo(_frame.Values(0, point.Length));
        Forward();
    }

    /// <summary>Copies the values to every lane of a frame.</summary>
    public void Repeat(Frame lanes)
    {
        for (int slot = 0; slot < program.UniformSlots; slot++) lanes.Values(slot).Fill(Value(slot));
    }

    /// <summary>Copies the values that blocks read, in the order in which they read them.</summary>
    public void Pack(Span<double> packed)
    {
        SlotNumbers.Gather(_frame.Values(0, program.UniformSlots), program.PackedSources, packed);
    }

    /// <summary>Propagates the gradients of the packed values to the parameters.</summary>
    /// <param name="packedGradients">The gradients of the values that <see cref="Pack"/> copied.</param>
    /// <param name="output">The output if it is uniform; otherwise null.</param>
    /// <param name="gradient">Receives the gradient of every parameter.</param>
    public void Backward(ReadOnlySpan<double> packedGradients, int? output, Span<double> gradient)
    {
        _frame.ClearGradients();
        if (output is { } slot) _frame.Gradients(slot)[0] = 1;
        SlotNumbers.Add(packedGradients, program.PackedSources, _frame.Gradients(0, program.UniformSlots));
        for (int i = program.Uniform.Length - 1; i >= 0; i--)
        {
            if (program.Uniform[i].NeedsGradient) program.Uniform[i].Backward(_frame);
        }
        if (program.Parameters > 0) _frame.Gradients(0, program.Parameters).CopyTo(gradient);
    }

    private void Forward()
    {
        foreach (var instruction in program.Uniform) instruction.Forward(_frame);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]      // a loop over the parameters: slow unless optimised from the first call
    private static void Read(ReadOnlySpan<Value> parameters, Span<double> values)
    {
        for (int i = 0; i < values.Length; i++) values[i] = parameters[i].Stored;
    }
}
