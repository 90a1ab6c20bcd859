using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MicrogradSharp.Forward;

/// <summary>The tangents of 2 variables, in one vector. It works on any hardware.</summary>
public readonly struct Tangents2 : ITangents<Tangents2>
{
    private readonly Vector128<double> _tangents;

    private Tangents2(Vector128<double> tangents) => _tangents = tangents;

    static int ITangents<Tangents2>.Count => 2;

    static Span<double> ITangents<Tangents2>.AsSpan(ref Tangents2 tangents) =>
        MemoryMarshal.Cast<Tangents2, double>(new Span<Tangents2>(ref tangents));

    // compares and masks: a store of one element would go through memory
    static Tangents2 ITangents<Tangents2>.Unit(int index) =>
        new(Vector128.Equals(Vector128<long>.Indices, Vector128.Create((long)index)).AsDouble() & Vector128<double>.One);

    static double ITangents<Tangents2>.At(Tangents2 tangents, int index) => tangents._tangents.GetElement(index);

    static bool ITangents<Tangents2>.IsZero(Tangents2 tangents) => tangents._tangents == Vector128<double>.Zero;

    static Tangents2 ITangents<Tangents2>.Add(Tangents2 left, Tangents2 right) => new(left._tangents + right._tangents);

    static Tangents2 ITangents<Tangents2>.Subtract(Tangents2 left, Tangents2 right) => new(left._tangents - right._tangents);

    static Tangents2 ITangents<Tangents2>.Scale(Tangents2 tangents, double slope)
    {
        var products = tangents._tangents * slope;
        if (double.IsFinite(slope)) return new(products);   // then 0 stays 0
        return new(Vector128.AndNot(products, Vector128.Equals(tangents._tangents, Vector128<double>.Zero)));
    }
}
