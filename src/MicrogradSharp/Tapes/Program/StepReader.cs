using MicrogradSharp.Tapes.Instructions;

namespace MicrogradSharp.Tapes.Program;

/// <summary>Describes a program as steps: gives every value a number of its own, where the program may use a slot twice.</summary>
internal sealed class StepReader
{
    private readonly TapeProgram _program;
    private readonly int[] _uniform, _varying;      // the value in each slot
    private readonly List<TapeStep> _steps = [];
    private int _next;

    public StepReader(TapeProgram program)
    {
        _program = program;
        _uniform = new int[program.UniformSlots];
        _varying = new int[program.VaryingSlots];
        program.UsedColumns.CopyTo(_varying);
        int leaves = program.Parameters + program.Constants.Length;
        for (int i = 0; i < leaves; i++) _uniform[i] = program.Columns + i;
        _next = program.Columns + leaves;
    }

    public (TapeStep[] Steps, int[] Outputs) Read()
    {
        foreach (var instruction in _program.Uniform) Read(instruction, _uniform);
        foreach (var instruction in _program.Varying) Read(instruction, _varying);
        int[] outputs = Array.ConvertAll(_program.Outputs, output => (output.IsVarying ? _varying : _uniform)[output.Slot]);
        return ([.. _steps], outputs);
    }

    private void Read(Instruction instruction, int[] values)
    {
        if (instruction is BroadcastInstruction broadcast)
        {
            ValuesIn(broadcast.Sources, _uniform).CopyTo(values, instruction.Output);
            return;
        }
        _steps.Add(instruction switch
        {
            DenseInstruction dense => Affine(dense),
            DiagonalInstruction diagonal => new ScaleStep(
                Packed(diagonal.Offset, diagonal.Count), Packed(diagonal.Offset + diagonal.Count, diagonal.Count), Inputs(diagonal, values),
                _next),
            LookupInstruction lookup => new LookupStep(Inputs(lookup, values), Tables(lookup), _next),
            DotInstruction dot => new ApplyStep(Rule<Dot>.Shared, Vectors(dot), _next, dot.Count, isVarying: true),
            InPlaceInstruction inPlace => Apply(inPlace, values[inPlace.Output..(inPlace.Output + inPlace.Count)], values),
            _ => Apply(instruction, Inputs(instruction, values), values),
        });
        for (int k = 0; k < instruction.Count; k++) values[instruction.Output + k] = _next++;
    }

    private ApplyStep Apply(Instruction instruction, int[] inputs, int[] values)
    {
        var rule = instruction.Rule ?? throw new InvalidOperationException($"{instruction.GetType().Name} must have a rule, but had none.");
        return new ApplyStep(rule, inputs, _next, instruction.Count, isVarying: values == _varying);
    }

    private AffineStep Affine(DenseInstruction dense)
    {
        var (rows, inputs) = dense.Shape;
        int weights = rows * inputs;
        return new AffineStep(
            Packed(dense.Offset, weights), Packed(dense.Offset + weights, rows), Inputs(dense, _varying), dense.Positions, _next);
    }

    private int[] Tables(LookupInstruction lookup)
    {
        var tables = new List<int>();
        foreach (int offset in lookup.Offsets) tables.AddRange(Packed(offset, lookup.Length));
        return [.. tables];
    }

    /// <summary>Both vectors of every product, element after element.</summary>
    private int[] Vectors(DotInstruction dot)
    {
        var values = new List<int>();
        foreach (var operand in dot.Operands)
        {
            int[] vectors = ValuesIn(operand.Slots, _varying);
            int length = vectors.Length / dot.Count;
            for (int i = 0; i < length; i++)
            {
                for (int k = 0; k < dot.Count; k++) values.Add(vectors[k * length + i]);
            }
        }
        return [.. values];
    }

    private static int[] Inputs(Instruction instruction, int[] values)
    {
        var inputs = new List<int>();
        foreach (var operand in instruction.Operands) inputs.AddRange(ValuesIn(operand.Slots, values));
        return [.. inputs];
    }

    private int[] Packed(int offset, int count) => ValuesIn(_program.PackedSources.AsSpan(offset, count), _uniform);

    private static int[] ValuesIn(ReadOnlySpan<int> slots, int[] values)
    {
        int[] found = new int[slots.Length];
        for (int i = 0; i < found.Length; i++) found[i] = values[slots[i]];
        return found;
    }
}
