using MicrogradSharp.Onnx.Schema;

namespace MicrogradSharp.Onnx;

/// <summary>The linear part of a layer, as read from a file: a <c>Gemm</c>, or a <c>MatMul</c> with or without an <c>Add</c>.</summary>
/// <param name="Input">The name of the value that it multiplies.</param>
/// <param name="Weights">The weights, <c>outputs × inputs</c>.</param>
/// <param name="Biases">The biases.</param>
internal sealed record LinearLayer(string Input, double[] Weights, double[] Biases)
{
    public int Inputs => Weights.Length / Biases.Length;

    /// <summary>Reads the layer that computes a value; null if the value is not that of a layer.</summary>
    /// <exception cref="FormatException">It is a layer, but its shapes do not fit.</exception>
    public static LinearLayer? Of(ModelFile file, string value)
    {
        var node = file.Producer(value);
        if (ModelFile.IsOf(node, "Gemm")) return Gemm(file, node);
        if (ModelFile.IsOf(node, "MatMul")) return Product(file, node, bias: null);
        if (!ModelFile.IsOf(node, "Add") || node.Input.Count != 2) return null;
        for (int i = 0; i < 2; i++)
        {
            var product = file.Producer(node.Input[i]);
            string bias = node.Input[1 - i];
            if (ModelFile.IsOf(product, "MatMul") && file.Numbers(bias) is not null) return Product(file, product, bias);
        }
        return null;
    }

    private static LinearLayer? Gemm(ModelFile file, NodeProto node)
    {
        if (node.Input.Count is < 2 or > 3) return null;
        if (Attribute(node, "transA", 0) != 0) throw new FormatException($"{Name(node)} must not transpose its input, but transA is 1.");
        double alpha = Attribute(node, "alpha", 1), beta = Attribute(node, "beta", 1);
        string? bias = node.Input.Count == 3 && node.Input[2].Length > 0 ? node.Input[2] : null;
        return Make(file, node, isTransposed: Attribute(node, "transB", 0) != 0, alpha, bias, beta);
    }

    private static LinearLayer? Product(ModelFile file, NodeProto node, string? bias) =>
        node.Input.Count != 2 ? null : Make(file, node, isTransposed: false, 1, bias, 1);

    private static LinearLayer Make(ModelFile file, NodeProto node, bool isTransposed, double alpha, string? bias, double beta)
    {
        string stored = node.Input[1];
        if (TransposedBy(file.Producer(stored)) is { } turned) (stored, isTransposed) = (turned, !isTransposed);
        double[] matrix = Stored(file, node, stored);
        long[] shape = file.Shape(stored)!;
        if (shape.Length != 2 || matrix.Length == 0)
        {
            throw new FormatException(
                $"The weights {ShownText.Quoted(stored)} must be a matrix with at least 1 element, "
                + $"but have the shape [{string.Join(", ", shape)}].");
        }
        var (outputs, inputs) = isTransposed ? ((int)shape[0], (int)shape[1]) : ((int)shape[1], (int)shape[0]);
        double[] weights = new double[matrix.Length];
        for (int j = 0; j < outputs; j++)
        {
            for (int i = 0; i < inputs; i++)
            {
                weights[j * inputs + i] = alpha * matrix[isTransposed ? j * inputs + i : i * outputs + j];
            }
        }
        double[] numbers = bias is null ? [0] : StoredBiases(file, node, bias, outputs);
        double[] biases = [.. Enumerable.Range(0, outputs).Select(j => beta * numbers[numbers.Length == 1 ? 0 : j])];
        return new LinearLayer(node.Input[0], weights, biases);
    }

    /// <summary>The name of the matrix that a node transposes; null if it does not.</summary>
    private static string? TransposedBy(NodeProto? node) =>
        ModelFile.IsOf(node, "Transpose") && node.Input.Count == 1
            && node.Attribute.All(attribute => attribute.Name != "perm" || attribute.Ints.SequenceEqual([1, 0]))
            ? node.Input[0]
            : null;

    private static double[] StoredBiases(ModelFile file, NodeProto node, string name, int outputs)
    {
        double[] biases = Stored(file, node, name);
        if (biases.Length != 1 && biases.Length != outputs)
        {
            string counts = outputs == 1 ? "1 bias" : $"1 or {outputs} biases";
            throw new FormatException($"{Name(node)} must have {counts}, one for each output, but has {biases.Length}.");
        }
        long[] shape = file.Shape(name)!;
        if (shape.Length == 0 || shape.Length <= 2 && shape[^1] == biases.Length) return biases;
        throw new FormatException(
            $"The biases {ShownText.Quoted(name)} must be a vector, but have the shape [{string.Join(", ", shape)}].");
    }

    private static double[] Stored(ModelFile file, NodeProto node, string value) => file.Numbers(value)
        ?? throw new FormatException($"{Name(node)} must read stored numbers, but {ShownText.Quoted(value)} is computed.");

    private static double Attribute(NodeProto node, string name, double otherwise)
    {
        var attribute = node.Attribute.FirstOrDefault(attribute => attribute.Name == name);
        return attribute is null ? otherwise : attribute.Type == AttributeProto.Types.AttributeType.Float ? attribute.F : attribute.I;
    }

    private static string Name(NodeProto node) => $"The {node.OpType} of {ShownText.Quoted(node.Output[0])}";
}
