using MicrogradSharp.Tapes.Recording;

namespace MicrogradSharp.Fitting.Models;

/// <summary>A model as tapes: its outputs, and second derivatives, which are recorded when they are first wanted.</summary>
/// <remarks>
/// Thread-safe once a fit runs: parameters are passed as numbers. The model's function runs on the thread that wants a recording, one at
/// a time. If an operator has no slope in nodes, there are no second derivatives, and no parameter counts as linear.
/// </remarks>
internal sealed class RecordedModel
{
    private readonly Func<ReadOnlySpan<Node>, Node[]> _function;
    private readonly Node[] _parameters;
    private readonly int _maxThreads;
    private readonly Lock _recording = new();
    private bool[]? _isLinear;
    private ParametricTape? _second, _weighted;
    private bool _hasNoSecond;

    /// <summary>Records the outputs.</summary>
    /// <param name="columns">The number of inputs in a row.</param>
    /// <param name="function">The function of a row. It may be called again.</param>
    /// <param name="parameters">The free parameters: distinct leaves. Every other leaf is a constant.</param>
    /// <param name="maxThreads">As <see cref="TapeOptions.MaxDegreeOfParallelism"/>.</param>
    public RecordedModel(int columns, Func<ReadOnlySpan<Node>, Node[]> function, Node[] parameters, int maxThreads)
    {
        Columns = columns;
        _function = function;
        _parameters = parameters;
        _maxThreads = maxThreads;
        Values = Record(columns, function, parameters);
    }

    /// <summary>The number of inputs in a row.</summary>
    public int Columns { get; }

    /// <summary>The number of free parameters.</summary>
    public int ParameterCount => _parameters.Length;

    /// <summary>The outputs.</summary>
    public ParametricTape Values { get; }

    /// <summary>As <see cref="Solving.IResidualFunction.IsLinear"/>.</summary>
    public bool[] IsLinear
    {
        get
        {
            lock (_recording) return _isLinear ??= FindLinear();
        }
    }

    /// <summary>
    /// d²f(p + t·v)/dt² at t = 0, an output for each output of the model. The parameters are p, then v. Null if there are no second
    /// derivatives.
    /// </summary>
    public ParametricTape? SecondDirectional
    {
        get
        {
            lock (_recording) return _second ??= RecordSecondDirectional();
        }
    }

    /// <summary>
    /// The gradient of Σ wₖ fₖ, an output for each parameter. A row holds the inputs, then a weight for each output of the model. Null if
    /// there are no second derivatives.
    /// </summary>
    public ParametricTape? WeightedGradient
    {
        get
        {
            lock (_recording) return _weighted ??= RecordWeightedGradient();
        }
    }

    /// <summary>Records all that a fit may want, so that the model's function is not called later.</summary>
    public void RecordAll() => _ = (IsLinear, SecondDirectional, WeightedGradient);

    /// <exception cref="NonFiniteException">The model is not finite at the data that its leaves hold. The operation is named.</exception>
    public void CheckFinite(ReadOnlySpan<double> rows)
    {
        var tape = Tape.Record(Columns, _function, new TapeOptions { StopAtNonFinite = true });
        int count = rows.Length / Columns * tape.Outputs;
        try
        {
            tape.ValuesAndJacobian(rows, new double[count], new double[count * tape.Parameters.Count]);
        }
        catch (NonFiniteException exception) when (exception.Value is { } fault)
        {
            throw new NonFiniteException(
                $"The model is not finite at the start, in row {exception.Row}: {fault} Choose other start values.", exception.Row, fault);
        }
    }

    private bool[] FindLinear()
    {
        bool[] isLinear = new bool[_parameters.Length];
        if (_hasNoSecond) return isLinear;
        using var recording = RecordingSession.Begin();
        try
        {
            isLinear = LinearParameters.Find(_function(Inputs(recording)), _parameters);
        }
        catch (NotSupportedException)
        {
            _hasNoSecond = true;
        }
        return isLinear;
    }

    private ParametricTape? RecordSecondDirectional()
    {
        var direction = new Node[_parameters.Length];
        for (int i = 0; i < direction.Length; i++) direction[i] = 0;
        return TryRecord(
            Columns,
            row => Array.ConvertAll(_function(row), output => Along(Along(output, direction), direction)),
            [.. _parameters, .. direction]);
    }

    private ParametricTape? RecordWeightedGradient() => TryRecord(
        Columns + Values.Outputs,
        row =>
        {
            var outputs = _function(row[..Columns]);
            return Differentiate.Gradient(Node.Dot(row[Columns..], outputs), _parameters);
        },
        _parameters);

    /// <summary>Σ vᵢ ∂y/∂pᵢ</summary>
    private Node Along(Node y, Node[] direction)
    {
        var slopes = Differentiate.Gradient(y, _parameters);
        var terms = new List<Node>();
        for (int i = 0; i < slopes.Length; i++)
        {
            bool isZero = slopes[i].Value is { IsLeaf: true, HasData: true, Stored: 0 } && Array.IndexOf(_parameters, slopes[i]) < 0;
            if (!isZero) terms.Add(slopes[i] * direction[i]);
        }
        return terms.Count == 0 ? 0 : Node.Sum([.. terms]);
    }

    private ParametricTape? TryRecord(int columns, Func<ReadOnlySpan<Node>, Node[]> function, Node[] parameters)
    {
        if (_hasNoSecond) return null;
        try
        {
            return Record(columns, function, parameters);
        }
        catch (NotSupportedException)
        {
            _hasNoSecond = true;
            return null;
        }
    }

    private ParametricTape Record(int columns, Func<ReadOnlySpan<Node>, Node[]> function, Node[] parameters) =>
        ParametricTape.Record(columns, function, parameters, _maxThreads);

    private Node[] Inputs(RecordingSession recording)
    {
        var inputs = new Node[Columns];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = new Node(recording.MakeInput(RecordedInput.Shared, $"x{i}"));
        return inputs;
    }
}
