namespace MicrogradSharp.Tapes.Running;

/// <summary>Numbers that the caller of a pass has pinned. A span of them cannot be passed to other threads.</summary>
internal readonly unsafe struct PinnedNumbers(double* start, int length)
{
    public Span<double> Span => new(start, length);
}
