using MicrogradSharp.Nn;

namespace MicrogradSharp.Onnx;

/// <summary>The parameters of a model as stored tensors, each parameter in one of them.</summary>
internal sealed class StoredParameters
{
    private readonly List<(OnnxTensor Tensor, Value[] Parameters)> _tensors = [];
    private readonly HashSet<Value> _stored = [];

    public StoredParameters(OnnxGraph graph) => Graph = graph;

    public OnnxGraph Graph { get; }

    /// <summary>Stores parameters as a tensor.</summary>
    public OnnxTensor Add(ParameterTensor tensor)
    {
        double[] numbers = Array.ConvertAll(tensor.Parameters, parameter => parameter.Data);
        var stored = Graph.StoreNamed(tensor.Name, numbers, Array.ConvertAll(tensor.Shape, size => (int)size));
        _tensors.Add((stored, tensor.Parameters));
        _stored.UnionWith(tensor.Parameters);
        return stored;
    }

    /// <summary>Stores the tensors of a module of which the function uses a parameter.</summary>
    public void Add(Module module, TapeSteps steps)
    {
        var used = steps.Parameters.Select(parameter => parameter.Value).ToHashSet();
        foreach (var tensor in NamedTensors.Of(module))
        {
            bool isFree = !Array.Exists(tensor.Parameters, _stored.Contains);
            if (isFree && Array.Exists(tensor.Parameters, used.Contains)) Add(tensor);
        }
    }

    /// <summary>Tells the table where the parameters of a function are. Parameters that are not stored yet are stored now.</summary>
    public void AddTo(ValueTable values, TapeSteps steps)
    {
        StoreMatrices(steps);
        StoreRest(steps);
        var numbers = new Dictionary<Value, int>();
        for (int i = 0; i < steps.Parameters.Count; i++) numbers.Add(steps.Parameters[i].Value, steps.Columns + i);
        foreach (var (tensor, parameters) in _tensors)
        {
            if (!Array.Exists(parameters, numbers.ContainsKey)) continue;
            values.Add(tensor, parameters.Select(parameter => numbers.GetValueOrDefault(parameter, -1)));
        }
    }

    /// <summary>Matrices, biases and tables that are made of parameters get tensors of their shapes.</summary>
    private void StoreMatrices(TapeSteps steps)
    {
        foreach (var step in steps.Steps)
        {
            if (step is AffineStep affine)
            {
                TryAdd("weight", steps, affine.Weights, affine.Rows, affine.Columns);
                TryAdd("bias", steps, affine.Biases, affine.Rows);
            }
            else if (step is LookupStep lookup)
            {
                var tables = new LookupTables(lookup);
                TryAdd("table", steps, tables.Matrix, tables.Length, tables.Count);
            }
        }
    }

    /// <summary>Stores the other parameters: those with a label under their label, the rest as one vector.</summary>
    private void StoreRest(TapeSteps steps)
    {
        var rest = new List<Value>();
        foreach (var parameter in steps.Parameters.Select(parameter => parameter.Value))
        {
            if (_stored.Contains(parameter)) continue;
            if (string.IsNullOrWhiteSpace(parameter.Label)) rest.Add(parameter);
            else Add(new ParameterTensor(parameter.Label, [1], [parameter]));
        }
        if (rest.Count > 0) Add(new ParameterTensor("parameters", [rest.Count], [.. rest]));
    }

    private void TryAdd(string name, TapeSteps steps, IReadOnlyList<int> values, params long[] shape)
    {
        if (values.Count == 1) return;      // a scalar may have a label
        var parameters = new Value[values.Count];
        for (int i = 0; i < parameters.Length; i++)
        {
            int place = values[i] - steps.Columns;
            if (place < 0 || place >= steps.Parameters.Count) return;
            parameters[i] = steps.Parameters[place].Value;
        }
        bool isFree = Array.TrueForAll(parameters, parameter => !_stored.Contains(parameter) && string.IsNullOrWhiteSpace(parameter.Label));
        if (isFree && parameters.Distinct().Count() == parameters.Length) Add(new ParameterTensor(name, shape, parameters));
    }
}
