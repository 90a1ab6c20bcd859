using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MicrogradSharp.Forward;

/// <summary>The tangents of 4 variables, in one vector. It works on any hardware.</summary>
public readonly struct Tangents4 : ITangents<Tangents4>
{
    private readonly Vector256<double> _tangents;

    private Tangents4(Vector256<double> tangents) => _tangents = tangents;

    static int ITangents<Tangents4>.Count => 4;

    static Span<double> ITangents<Tangents4>.AsSpan(ref Tangents4 tangents) =>
        MemoryMarshal.Cast<Tangents4, double>(new Span<Tangents4>(ref tangents));

    // compares and masks: a store of one element would go through memory
    static Tangents4 ITangents<Tangents4>.Unit(int index) =>
        new(Vector256.Equals(Vector256<long>.Indices, Vector256.Create((long)index)).AsDouble() & Vector256<double>.One);

    static double ITangents<Tangents4>.At(Tangents4 tangents, int index) => tangents._tangents.GetElement(index);

    static bool ITangents<Tangents4>.IsZero(Tangents4 tangents) => tangents._tangents == Vector256<double>.Zero;

    static Tangents4 ITangents<Tangents4>.Add(Tangents4 left, Tangents4 right) => new(left._tangents + right._tangents);

    static Tangents4 ITangents<Tangents4>.Subtract(Tangents4 left, Tangents4 right) => new(left._tangents - right._tangents);

    static Tangents4 ITangents<Tangents4>.Scale(Tangents4 tangents, double slope)
    {
        var products = tangents._tangents * slope;
        if (double.IsFinite(slope)) return new(products);   // then 0 stays 0
        return new(Vector256.AndNot(products, Vector256.Equals(tangents._tangents, Vector256<double>.Zero)));
    }
}
