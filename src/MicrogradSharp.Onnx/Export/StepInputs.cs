namespace MicrogradSharp.Onnx;

/// <summary>The inputs of a step as tensors.</summary>
internal sealed class StepInputs
{
    private readonly ValueTable _values;
    private readonly ApplyStep _step;
    private readonly int[] _inputs;
    private readonly OnnxTensor?[] _tensors;
    private readonly bool _mayRepeat;

    public StepInputs(ValueTable values, ApplyStep step)
    {
        _values = values;
        _step = step;
        _inputs = [.. step.Inputs];
        _tensors = new OnnxTensor[step.InputCount];
        // A value that all results read is repeated by the runtime; at least one input must have the shape of the results.
        _mayRepeat = Enumerable.Range(0, step.InputCount).Any(input => IsFull(Slice(input, 1)));
    }

    public OnnxGraph Graph => _values.Graph;

    /// <summary>The number of inputs.</summary>
    public int Count => _step.InputCount;

    /// <summary>The number of results for a row.</summary>
    public int Results => _step.Count;

    /// <summary>An input for all results.</summary>
    public OnnxTensor this[int input] => _tensors[input] ??= _values.Read(Slice(input, 1), _mayRepeat);

    public OnnxTensor[] All() => [.. Enumerable.Range(0, Count).Select(input => this[input])];

    /// <summary>Inputs from a position on in one tensor, <c>inputs × results</c> for each row.</summary>
    public OnnxTensor Stack(int first = 0, int? count = null)
    {
        int length = count ?? Count - first;
        var flat = _values.Read(Slice(first, length), mayRepeat: false, isVarying: _step.IsVarying);
        return flat.Reshape([.. flat.Shape[..^1], length, Results]);
    }

    private int[] Slice(int input, int count) => _inputs[(input * Results)..((input + count) * Results)];

    private static bool IsFull(int[] values) => values.Length == 1 || Array.Exists(values, value => value != values[0]);
}
