using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MicrogradSharp.Forward;

/// <summary>The tangents of 8 variables, in one vector. It works on any hardware.</summary>
public readonly struct Tangents8 : ITangents<Tangents8>
{
    private readonly Vector512<double> _tangents;

    private Tangents8(Vector512<double> tangents) => _tangents = tangents;

    static int ITangents<Tangents8>.Count => 8;

    static Span<double> ITangents<Tangents8>.AsSpan(ref Tangents8 tangents) =>
        MemoryMarshal.Cast<Tangents8, double>(new Span<Tangents8>(ref tangents));

    // compares and masks: a store of one element would go through memory
    static Tangents8 ITangents<Tangents8>.Unit(int index) =>
        new(Vector512.Equals(Vector512<long>.Indices, Vector512.Create((long)index)).AsDouble() & Vector512<double>.One);

    static double ITangents<Tangents8>.At(Tangents8 tangents, int index) => tangents._tangents.GetElement(index);

    static bool ITangents<Tangents8>.IsZero(Tangents8 tangents) => tangents._tangents == Vector512<double>.Zero;

    static Tangents8 ITangents<Tangents8>.Add(Tangents8 left, Tangents8 right) => new(left._tangents + right._tangents);

    static Tangents8 ITangents<Tangents8>.Subtract(Tangents8 left, Tangents8 right) => new(left._tangents - right._tangents);

    static Tangents8 ITangents<Tangents8>.Scale(Tangents8 tangents, double slope)
    {
        var products = tangents._tangents * slope;
        if (double.IsFinite(slope)) return new(products);   // then 0 stays 0
        return new(Vector512.AndNot(products, Vector512.Equals(tangents._tangents, Vector512<double>.Zero)));
    }
}
