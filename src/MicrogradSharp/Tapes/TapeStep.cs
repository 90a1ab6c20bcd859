namespace MicrogradSharp;

/// <summary>
/// A step of a recorded function, which computes several independent values: an <see cref="ApplyStep"/>, an <see cref="AffineStep"/>, a
/// <see cref="ScaleStep"/> or a <see cref="LookupStep"/>.
/// </summary>
public abstract class TapeStep
{
    private protected TapeStep(int first, int count, bool isVarying) => (First, Count, IsVarying) = (first, count, isVarying);

    /// <summary>The number of its first result. The others follow.</summary>
    public int First { get; }

    /// <summary>The number of results.</summary>
    public int Count { get; }

    /// <summary>Whether the results depend on the row. If not, they are the same for all rows.</summary>
    public bool IsVarying { get; }
}
