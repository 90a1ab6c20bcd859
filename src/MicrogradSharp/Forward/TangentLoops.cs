using System.Numerics;

namespace MicrogradSharp.Forward;

/// <summary>The loop over the tangents of any number of variables that the framework does not have.</summary>
internal static class TangentLoops
{
    /// <summary>Multiplies by the slope; exactly 0 stays exactly 0, whatever the slope.</summary>
    public static void Scale(Span<double> tangents, double slope)
    {
        int i = 0;
        var slopes = new Vector<double>(slope);
        for (; i <= tangents.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var tangent = new Vector<double>(tangents[i..]);
            var zero = Vector.AsVectorDouble(Vector.Equals(tangent, Vector<double>.Zero));
            Vector.AndNot(tangent * slopes, zero).CopyTo(tangents[i..]);
        }
        for (; i < tangents.Length; i++) tangents[i] = tangents[i] == 0 ? 0 : tangents[i] * slope;
    }
}
