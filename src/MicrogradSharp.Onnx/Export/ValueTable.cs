namespace MicrogradSharp.Onnx;

/// <summary>Knows which tensor holds each value of a recorded function, and reads lists of values as tensors.</summary>
/// <remarks>
/// A source holds several values: an input, a stored tensor of parameters, the result of a step. For varying values it has the shape
/// <c>rows × values</c>. A list that is a source needs no node; a part of one is a slice.
/// </remarks>
internal sealed class ValueTable
{
    private const int FewRuns = 8;

    private readonly List<OnnxTensor> _sources = [];
    private readonly Dictionary<int, OnnxTensor> _flat = [];
    private readonly (int Source, int Place)[] _places;
    private readonly double?[] _constants;
    private readonly Dictionary<(string Values, bool MayRepeat, bool IsVarying), OnnxTensor> _read = [];
    private OnnxTensor? _rows;

    /// <param name="graph">The graph that nodes are added to.</param>
    /// <param name="count">The number of values.</param>
    public ValueTable(OnnxGraph graph, int count)
    {
        Graph = graph;
        _places = new (int, int)[count];
        Array.Fill(_places, (-1, 0));
        _constants = new double?[count];
    }

    public OnnxGraph Graph { get; }

    /// <summary>Says that a tensor holds values, in order, the last dimension varying fastest.</summary>
    public void Add(OnnxTensor source, IEnumerable<int> values)
    {
        int place = 0;
        foreach (int value in values)
        {
            if (value >= 0) _places[value] = (_sources.Count, place);
            place++;
        }
        _sources.Add(source);
    }

    /// <summary>Says that a value is a number.</summary>
    public void Add(int value, double number) => _constants[value] = number;

    /// <summary>The numbers of values that are all constants; null if one is not.</summary>
    public double[]? Constants(IReadOnlyList<int> values)
    {
        double[] numbers = new double[values.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (_constants[values[i]] is not { } number) return null;
            numbers[i] = number;
        }
        return numbers;
    }

    /// <summary>A stored matrix whose rows, one after the other, are these values; null if there is none.</summary>
    public OnnxTensor? Whole(IReadOnlyList<int> values, int rows, int columns)
    {
        int source = _places[values[0]].Source;
        if (source < 0 || !_sources[source].Shape.AsSpan().SequenceEqual([rows, columns])) return null;
        for (int i = 0; i < values.Count; i++)
        {
            if (_places[values[i]] != (source, i)) return null;
        }
        return _sources[source];
    }

    /// <summary>Reads values as a tensor of the shape <c>values</c>, or <c>rows × values</c> if one of them is varying.</summary>
    /// <param name="values">The values.</param>
    /// <param name="mayRepeat">Whether one value in all places may be a tensor of one value.</param>
    /// <param name="isVarying">Whether the tensor must have rows.</param>
    public OnnxTensor Read(IReadOnlyList<int> values, bool mayRepeat = false, bool isVarying = false)
    {
        var key = (string.Join(' ', values), mayRepeat, isVarying);
        return _read.TryGetValue(key, out var tensor) ? tensor : _read[key] = Make(values, mayRepeat, isVarying);
    }

    /// <summary>Takes elements of the last dimension, in a given order.</summary>
    public OnnxTensor Pick(OnnxTensor tensor, long[] places)
    {
        bool isWhole = places.Length == tensor.Last && !places.Where((place, i) => place != i).Any();
        if (isWhole) return tensor;
        int[] shape = [.. tensor.Shape[..^1], places.Length];
        return Graph.Add("Gather", tensor.Type, shape, [tensor, Graph.Store("indices", places)], Attributes.Of("axis", -1));
    }

    private OnnxTensor Make(IReadOnlyList<int> values, bool mayRepeat, bool isVarying)
    {
        if (mayRepeat && values.All(value => value == values[0])) values = [values[0]];
        var tensor = Constants(values) is { } numbers ? Stored(numbers, mayRepeat) : Gathered(values);
        return isVarying && !tensor.IsVarying ? ForEveryRow(tensor) : tensor;
    }

    private OnnxTensor Stored(double[] numbers, bool mayRepeat)
    {
        bool isOne = mayRepeat && Array.TrueForAll(numbers, number => HaveSameBits(number, numbers[0]));
        return isOne ? Graph.Constant(numbers[0]) : Graph.Store("constants", numbers, [numbers.Length]);
    }

    // 0 and −0 are two numbers
    private static bool HaveSameBits(double left, double right) =>
        BitConverter.DoubleToInt64Bits(left) == BitConverter.DoubleToInt64Bits(right);

    private OnnxTensor Gathered(IReadOnlyList<int> values)
    {
        var runs = Runs(values);
        if (runs.Count == 1) return Read(runs[0], values);
        int[] sources = [.. runs.Select(run => run.Source).Distinct()];
        if (sources.Length == 1) return Pick(Flat(sources[0]), [.. values.Select(value => _places[value].Place)]);
        if (runs.Count <= FewRuns || sources.Contains(-1)) return Concat([.. runs.Select(run => Read(run, values))]);
        int[] offsets = new int[_sources.Count];
        int offset = 0;
        foreach (int source in sources)
        {
            offsets[source] = offset;
            offset += Flat(source).Last;
        }
        var all = Concat([.. sources.Select(Flat)]);
        return Pick(all, [.. values.Select(value => offsets[_places[value].Source] + _places[value].Place)]);
    }

    /// <summary>Parts of the list that are consecutive values of one source, or constants.</summary>
    private List<Run> Runs(IReadOnlyList<int> values)
    {
        var runs = new List<Run>();
        for (int i = 0; i < values.Count; i++)
        {
            var (source, place) = _places[values[i]];
            if (runs.Count > 0 && runs[^1] is var last && last.Source == source && (source < 0 || last.Place + last.Count == place))
            {
                runs[^1] = last with { Count = last.Count + 1 };
            }
            else runs.Add(new Run(source, place, i, 1));
        }
        return runs;
    }

    private OnnxTensor Read(Run run, IReadOnlyList<int> values)
    {
        if (run.Source < 0) return Stored(Constants([.. values.Skip(run.Start).Take(run.Count)])!, mayRepeat: false);
        var source = Flat(run.Source);
        if (run.Count == source.Last) return source;
        int[] shape = [.. source.Shape[..^1], run.Count];
        OnnxTensor[] bounds = [Graph.Store("start", run.Place), Graph.Store("end", run.Place + run.Count), Graph.Store("axis", -1)];
        return Graph.Add("Slice", source.Type, shape, [source, .. bounds]);
    }

    private OnnxTensor Concat(OnnxTensor[] parts)
    {
        bool isVarying = Array.Exists(parts, part => part.IsVarying);
        if (isVarying) parts = Array.ConvertAll(parts, part => part.IsVarying ? part : ForEveryRow(part));
        int[] shape = [.. parts[0].Shape[..^1], parts.Sum(part => part.Last)];
        return Graph.Add("Concat", parts[0].Type, shape, parts, Attributes.Of("axis", -1));
    }

    /// <summary>A source with its dimensions after the rows as one.</summary>
    private OnnxTensor Flat(int source)
    {
        var tensor = _sources[source];
        if (tensor.IsVarying || tensor.Shape.Length == 1) return tensor;
        if (_flat.TryGetValue(source, out var flat)) return flat;
        return _flat[source] = tensor.Reshape(tensor.Shape.Aggregate(1, (product, size) => product * size));
    }

    /// <summary>The same numbers for every row.</summary>
    public OnnxTensor ForEveryRow(OnnxTensor uniform)
    {
        var any = _sources.Find(source => source.IsVarying)!;
        _rows ??= Graph.Add("Shape", ElementType.Int64, [1], [any], Attributes.Of("start", 0), Attributes.Of("end", 1));
        var shape = Graph.Add("Concat", ElementType.Int64, [2], [_rows, Graph.Store("width", uniform.Last)], Attributes.Of("axis", 0));
        return Graph.Add("Expand", uniform.Type, [OnnxTensor.Rows, uniform.Last], [uniform, shape]);
    }

    /// <param name="Source">The source; −1 for constants.</param>
    /// <param name="Place">The first place in the source.</param>
    /// <param name="Start">The first place in the list.</param>
    /// <param name="Count">The number of values.</param>
    private readonly record struct Run(int Source, int Place, int Start, int Count);
}
