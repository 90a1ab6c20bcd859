namespace MicrogradSharp.Forward;

/// <summary>What a number with tangents does when it is itself a tangent: second and higher derivatives at the edges.</summary>
internal interface IDualNumber<TSelf>
{
    /// <summary>This slope · tangent: exactly 0 where the value of either is 0, also in the derivatives of the product.</summary>
    TSelf TimesTangent(TSelf tangent);

    /// <summary>xᵉ ln x for this x; 0 for x = 0 and e ≥ 0.</summary>
    TSelf PowerTimesLog(TSelf exponent);
}
