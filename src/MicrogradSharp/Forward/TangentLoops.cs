using System.Numerics;

namespace MicrogradSharp.Forward;

/// <summary>The loops over the tangents of any number of variables.</summary>
internal static class TangentLoops
{
    public static void Add(Span<double> left, ReadOnlySpan<double> right)
    {
        int i = 0;
        for (; i <= left.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(left[i..]) + new Vector<double>(right[i..])).CopyTo(left[i..]);
        }
        for (; i < left.Length; i++) left[i] += right[i];
    }

    public static void Subtract(Span<double> left, ReadOnlySpan<double> right)
    {
        int i = 0;
        for (; i <= left.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(left[i..]) - new Vector<double>(right[i..])).CopyTo(left[i..]);
        }
        for (; i < left.Length; i++) left[i] -= right[i];
    }

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
