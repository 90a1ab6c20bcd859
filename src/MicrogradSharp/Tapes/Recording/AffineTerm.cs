namespace MicrogradSharp.Tapes.Recording;

/// <summary>bias + Σ weightᵢ · valueᵢ, with uniform bias, uniform weights and varying values: a neuron of a network.</summary>
internal sealed class AffineTerm(Term bias, Term[] weights, Term[] values, bool addsBiasLast) : Term([bias, .. weights, .. values])
{
    public Term Bias { get; } = bias;

    public Term[] Weights { get; } = weights;

    public Term[] Values { get; } = values;

    /// <summary>Whether the bias is added to the sum of the products at the end, instead of the products being added to the bias.</summary>
    public bool AddsBiasLast { get; } = addsBiasLast;

    public override Term With(Term[] inputs) =>
        new AffineTerm(inputs[0], inputs[1..(1 + Weights.Length)], inputs[(1 + Weights.Length)..], AddsBiasLast);
}
