using System.Globalization;
using System.Text;
using MicrogradSharp.Tapes.Instructions;

namespace MicrogradSharp.Tapes.Program;

/// <summary>The instructions of a tape as text. Slots of uniform values are u0, u1, …; slots of varying values are r0, r1, ….</summary>
internal static class Listing
{
    public static string Write(TapeProgram program)
    {
        var text = new StringBuilder();
        string parameters = NumberText.Count(program.Parameters, "parameter"), outputs = NumberText.Count(program.Outputs.Length, "output");
        Line($"Tape of {NumberText.Count(program.Columns, "column")}, {parameters}, {outputs}");
        if (program.UniformSlots > 0) Line($"once a pass:");
        if (program.Parameters > 0) Line($"  {Range('u', 0, program.Parameters)} = parameters");
        for (int i = 0; i < program.Constants.Length; i++) Line($"  u{program.Parameters + i} = {program.Constants[i]}");
        foreach (var instruction in program.Uniform) Line($"  {Write(instruction, 'u')}");
        if (program.UsedColumns.Length + program.Varying.Length > 0) Line($"for blocks of up to {program.MaxLanes} rows:");
        for (int i = 0; i < program.UsedColumns.Length; i++) Line($"  r{i} = column {program.UsedColumns[i]}");
        foreach (var instruction in program.Varying) Line($"  {Write(instruction, 'r')}");
        Line($"returns {string.Join(", ", program.Outputs.Select(output => $"{(output.IsVarying ? 'r' : 'u')}{output.Slot}"))}");
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Write(Instruction instruction, char kind)
    {
        string inputs = instruction switch
        {
            BroadcastInstruction broadcast => Slots('u', broadcast.Sources),
            _ => string.Join(", ", instruction.Operands.Select(operand => Slots(kind, operand.Slots))),
        };
        string shape = instruction is DenseInstruction dense ? ShapeOf(dense) : "";
        string arguments = inputs.Length == 0 ? "" : $" ({inputs})";
        return $"{Range(kind, instruction.Output, instruction.Count)} = {instruction.Symbol}{shape}{arguments}";
    }

    private static string ShapeOf(DenseInstruction dense)
    {
        var (outputs, inputs) = dense.Shape;
        string positions = dense.Count == outputs ? "" : $" × {dense.Count / outputs}";
        return $" {outputs} × {inputs}{positions}";
    }

    private static string Slots(char kind, ReadOnlySpan<int> slots)
    {
        const int Shown = 4;
        if (Operand.IsRun(slots)) return Range(kind, slots[0], slots.Length);
        if (slots.IndexOfAnyExcept(slots[0]) < 0) return $"{kind}{slots[0]}";
        string first = string.Join(" ", slots[..Math.Min(Shown, slots.Length)].ToArray().Select(slot => $"{kind}{slot}"));
        return slots.Length > Shown ? $"{first} … {kind}{slots[^1]}" : first;
    }

    private static string Range(char kind, int first, int count) =>
        count == 1 ? $"{kind}{first}" : $"{kind}{first}..{kind}{first + count - 1}";
}
