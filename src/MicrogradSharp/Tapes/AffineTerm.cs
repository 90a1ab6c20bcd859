namespace MicrogradSharp.Tapes;

/// <summary>bias + Σ weightᵢ · valueᵢ, with a uniform bias, uniform weights and varying values: the neuron of a network.</summary>
internal sealed class AffineTerm(Term bias, Term[] weights, Term[] values) : Term([bias, .. weights, .. values])
{
    public Term Bias { get; } = bias;

    public Term[] Weights { get; } = weights;

    public Term[] Values { get; } = values;

    public override Term With(Term[] inputs) =>
        new AffineTerm(inputs[0], inputs[1..(1 + Weights.Length)], inputs[(1 + Weights.Length)..]);
}
