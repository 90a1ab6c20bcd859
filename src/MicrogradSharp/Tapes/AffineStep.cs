namespace MicrogradSharp;

/// <summary>A matrix times one or more vectors, plus a bias for each row of the matrix: a layer of a network.</summary>
/// <remarks>
/// With several vectors, the matrix is the same for all of them, such as for the positions of a sequence:
/// <c>result[row, position] = bias[row] + Σ weight[row, column] · value[column, position]</c>.
/// </remarks>
public sealed class AffineStep : TapeStep
{
    internal AffineStep(int[] weights, int[] biases, int[] values, int positions, int first)
        : base(first, biases.Length * positions, isVarying: true)
    {
        Weights = Array.AsReadOnly(weights);
        Biases = Array.AsReadOnly(biases);
        Values = Array.AsReadOnly(values);
        Positions = positions;
    }

    /// <summary>The number of rows of the matrix.</summary>
    public int Rows => Biases.Count;

    /// <summary>The number of columns of the matrix, which is the length of a vector.</summary>
    public int Columns => Values.Count / Positions;

    /// <summary>The number of vectors. The results are <c>rows × positions</c>, row after row.</summary>
    public int Positions { get; }

    /// <summary>The numbers of the weights, <c>rows × columns</c>, row after row. All are uniform.</summary>
    public IReadOnlyList<int> Weights { get; }

    /// <summary>The numbers of the biases, one for each row. All are uniform; a row without a bias has the constant −0.</summary>
    public IReadOnlyList<int> Biases { get; }

    /// <summary>
    /// The numbers of the elements of the vectors, <c>columns × positions</c>: the first elements of all vectors, then the second elements,
    /// and so on. All are varying.
    /// </summary>
    public IReadOnlyList<int> Values { get; }
}
