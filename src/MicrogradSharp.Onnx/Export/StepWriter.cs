namespace MicrogradSharp.Onnx;

/// <summary>Writes the steps of a recorded function as nodes: a step is one node, or a few.</summary>
internal sealed class StepWriter
{
    private readonly TapeSteps _steps;
    private readonly ValueTable _values;

    private StepWriter(TapeSteps steps, ValueTable values) => (_steps, _values) = (steps, values);

    private OnnxGraph Graph => _values.Graph;

    /// <summary>Writes a function of given inputs.</summary>
    /// <param name="steps">The function.</param>
    /// <param name="inputs">Tensors that share its columns, in order.</param>
    /// <param name="parameters">The stored parameters; those of the function that are not among them are added.</param>
    /// <returns>The values, from which the outputs of the function are read.</returns>
    public static ValueTable Write(TapeSteps steps, IEnumerable<OnnxTensor> inputs, StoredParameters parameters)
    {
        var graph = parameters.Graph;
        int leaves = steps.Columns + steps.Parameters.Count + steps.Constants.Count;
        var values = new ValueTable(graph, leaves + steps.Steps.Sum(step => step.Count));
        int column = 0;
        foreach (var input in inputs)
        {
            values.Add(input, Enumerable.Range(column, input.Last));
            column += input.Last;
        }
        parameters.AddTo(values, steps);
        for (int i = 0; i < steps.Constants.Count; i++) values.Add(leaves - steps.Constants.Count + i, steps.Constants[i]);
        new StepWriter(steps, values).Write();
        return values;
    }

    private void Write()
    {
        foreach (var step in _steps.Steps)
        {
            var result = step switch
            {
                AffineStep affine => Affine(affine),
                ScaleStep scale => Scale(scale),
                LookupStep lookup => Lookup(lookup),
                ApplyStep apply => OperatorWriter.Write(apply.Rule, new StepInputs(_values, apply)),
                _ => throw new NotSupportedException($"A step must be of a known kind, but was {step.GetType().Name}."),
            };
            if (step.IsVarying && !result.IsVarying) result = _values.ForEveryRow(result);     // a user's operator may return a constant
            _values.Add(result, Enumerable.Range(step.First, step.Count));
        }
    }

    private OnnxTensor Affine(AffineStep affine)
    {
        var biases = IsNothing(affine.Biases) ? null : _values.Read(affine.Biases);
        var inputs = _values.Read(affine.Values);
        if (affine.Positions == 1) return Gemm(affine, inputs, biases);
        var vectors = inputs.Reshape(OnnxTensor.Rows, affine.Columns, affine.Positions);
        int[] shape = [OnnxTensor.Rows, affine.Rows, affine.Positions];
        var product = Graph.Add("MatMul", inputs.Type, shape, [Matrix(affine.Weights, affine.Rows, affine.Columns), vectors]);
        if (biases is not null) product += biases.Reshape(affine.Rows, 1);
        return product.Reshape(OnnxTensor.Rows, affine.Count);
    }

    private OnnxTensor Gemm(AffineStep affine, OnnxTensor inputs, OnnxTensor? biases)
    {
        var matrix = Matrix(affine.Weights, affine.Rows, affine.Columns);
        OnnxTensor[] operands = biases is null ? [inputs, matrix] : [inputs, matrix, biases];
        return Graph.Add("Gemm", inputs.Type, [OnnxTensor.Rows, affine.Rows], operands, Attributes.Of("transB", 1));
    }

    /// <summary>Values as a matrix: a stored one, if it is there.</summary>
    private OnnxTensor Matrix(IReadOnlyList<int> values, int rows, int columns)
    {
        if (_values.Whole(values, rows, columns) is { } stored) return stored;
        int[] turned = Turned([.. values], rows, columns);
        if (_values.Whole(turned, columns, rows) is { } transposed) return transposed.Transpose();
        return _values.Constants(values) is { } numbers
            ? Graph.Store("constants", numbers, [rows, columns])
            : _values.Read(values).Reshape(rows, columns);
    }

    private OnnxTensor Scale(ScaleStep scale)
    {
        var values = _values.Read(scale.Values);
        bool isNegative = IsAll(scale.Weights, -1), hasBias = !IsNothing(scale.Biases);
        OnnxTensor Biases() => _values.Read(scale.Biases, mayRepeat: true);
        if (isNegative) return hasBias ? Biases() - values : -values;
        var product = IsAll(scale.Weights, 1) ? values : values * _values.Read(scale.Weights, mayRepeat: true);
        return hasBias ? product + Biases() : product;
    }

    /// <summary>Each index chooses a row of the matrix of all tables: an embedding.</summary>
    private OnnxTensor Lookup(LookupStep lookup)
    {
        var tables = new LookupTables(lookup);
        var matrix = Matrix(tables.Matrix, tables.Length, tables.Count);
        var indices = _values.Read(tables.Indices).To(ElementType.Int64);
        int[] shape = [OnnxTensor.Rows, tables.Indices.Length, tables.Count];
        var chosen = Graph.Add("Gather", matrix.Type, shape, [matrix, indices], Attributes.Of("axis", 0));
        return _values.Pick(chosen.Reshape(OnnxTensor.Rows, tables.Indices.Length * tables.Count), tables.Places);
    }

    private bool IsAll(IReadOnlyList<int> values, double number) =>
        _values.Constants(values) is { } numbers && Array.TrueForAll(numbers, candidate => candidate == number);

    /// <summary>Whether all are −0, which changes no number; 0 would turn −0 into 0.</summary>
    private bool IsNothing(IReadOnlyList<int> values) =>
        _values.Constants(values) is { } numbers && Array.TrueForAll(numbers, number => number == 0 && double.IsNegative(number));

    private static int[] Turned(int[] values, int rows, int columns)
    {
        int[] turned = new int[values.Length];
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++) turned[c * rows + r] = values[r * columns + c];
        }
        return turned;
    }
}
