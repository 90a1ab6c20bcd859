namespace MicrogradSharp.Tapes.Instructions;

/// <summary>Temporary memory for an instruction, taken slot by slot.</summary>
internal ref struct Scratch(Span<double> free, int lanes)
{
    private Span<double> _free = free;

    public Span<double> Take(int slots)
    {
        var taken = _free[..(slots * lanes)];
        _free = _free[taken.Length..];
        return taken;
    }
}
