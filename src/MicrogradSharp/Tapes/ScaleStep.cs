namespace MicrogradSharp;

/// <summary>Values, each with a weight and a bias of its own: <c>result[i] = bias[i] + weight[i] · value[i]</c>.</summary>
public sealed class ScaleStep : TapeStep
{
    internal ScaleStep(int[] weights, int[] biases, int[] values, int first)
        : base(first, values.Length, isVarying: true)
    {
        Weights = Array.AsReadOnly(weights);
        Biases = Array.AsReadOnly(biases);
        Values = Array.AsReadOnly(values);
    }

    /// <summary>The numbers of the weights. All are uniform.</summary>
    public IReadOnlyList<int> Weights { get; }

    /// <summary>The numbers of the biases. All are uniform; a result without a bias has the constant −0.</summary>
    public IReadOnlyList<int> Biases { get; }

    /// <summary>The numbers of the values. All are varying.</summary>
    public IReadOnlyList<int> Values { get; }
}
