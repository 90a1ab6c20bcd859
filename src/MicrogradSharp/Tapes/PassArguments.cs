namespace MicrogradSharp;

/// <summary>Checks of what users pass to the passes of a tape.</summary>
internal static class PassArguments
{
    public static void Check(MatrixLayout layout)
    {
        if (Enum.IsDefined(layout)) return;
        throw new ArgumentOutOfRangeException(nameof(layout), $"layout must be RowMajor or ColumnMajor, but was {(int)layout}.");
    }

    public static void CheckBuffer(ReadOnlySpan<double> buffer, long needed, ReadOnlySpan<double> rows, string parameter)
    {
        if (buffer.Length < needed)
        {
            string numbers = NumberText.Count(needed, "number");
            throw new ArgumentException($"{parameter} must have room for {numbers}, but has room for {buffer.Length}.", parameter);
        }
        if (!buffer[..(int)needed].Overlaps(rows)) return;
        throw new ArgumentException($"{parameter} must not overlap rows, which are read while it is written, but does.", parameter);
    }

    public static void CheckApart(ReadOnlySpan<double> outputs, ReadOnlySpan<double> jacobian)
    {
        if (!outputs.Overlaps(jacobian)) return;
        throw new ArgumentException("jacobian must not overlap outputs, because both are written, but does.", nameof(jacobian));
    }
}
