using System.Numerics.Tensors;

namespace MicrogradSharp.Optim;

/// <summary>Moves parameters against their gradients, a step at a time.</summary>
/// <remarks>
/// <para>A step of training: <see cref="ZeroGrad"/>, a backward pass, <see cref="Step"/>. The optimiser knows nothing of the model: it moves the
/// parameters that it was given, and no others. A NaN or an infinity in a gradient goes into the parameter, and into the buffers.</para>
/// <para>Derive from it for one of your own: make buffers with <see cref="AddBuffer"/>, and write the formula in <see cref="Update"/>.
/// A step allocates nothing. Not thread-safe.</para>
/// </remarks>
/// <example><code>
/// var optimizer = new Adam(model.Parameters, learningRate: 0.01);
/// optimizer.ZeroGrad();
/// loss.Backward();
/// optimizer.Step();
/// </code></example>
public abstract class Optimizer
{
    private readonly Value[] _values;
    private readonly double[] _data, _gradient;
    private readonly Dictionary<string, double[]> _buffers = [];

    /// <summary>Makes an optimiser of parameters.</summary>
    /// <param name="parameters">The parameters: leaves, each of them once.</param>
    /// <param name="learningRate">The first <see cref="LearningRate"/>, finite and at least 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="ArgumentException">There are no parameters, one comes twice, or one is not a leaf.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="learningRate"/> is negative or not finite.</exception>
    /// <exception cref="InvalidOperationException">A parameter is <c>default(Node)</c>.</exception>
    protected Optimizer(IReadOnlyList<Node> parameters, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Guard.FiniteAtLeastZero(learningRate);
        if (parameters.Count == 0) throw new ArgumentException("parameters must hold at least 1 node, but was empty.", nameof(parameters));
        Node[] nodes = [.. parameters];
        _values = Array.ConvertAll(nodes, node => node.Value);
        CheckLeavesOnce(_values);
        Parameters = Array.AsReadOnly(nodes);
        LearningRate = learningRate;
        _data = new double[nodes.Length];
        _gradient = new double[nodes.Length];
    }

    /// <summary>The parameters that a step moves.</summary>
    public IReadOnlyList<Node> Parameters { get; }

    /// <summary>The length of a step. Set it between steps, as by a <see cref="Schedule"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative or not finite.</exception>
    public double LearningRate
    {
        get;
        set
        {
            Guard.FiniteAtLeastZero(value, nameof(LearningRate));
            field = value;
        }
    }

    /// <summary>The number of steps taken.</summary>
    public long StepCount { get; private set; }

    /// <summary>Moves every parameter by the <see cref="Node.Grad"/> that it holds. Gradients stay as they are.</summary>
    public void Step()
    {
        ReadData(_data);
        Move();
    }

    /// <summary>Sets the gradient of every parameter to 0: call it before each backward pass, which adds to them.</summary>
    public void ZeroGrad()
    {
        foreach (var value in _values) value.Grad = 0;
    }

    /// <summary>A copy of everything but the parameters that the next step depends on and that steps change.</summary>
    public OptimizerState GetState() =>
        new(Kind, StepCount, LearningRate, _buffers.ToDictionary(buffer => buffer.Key, buffer => (ReadOnlyMemory<double>)buffer.Value));

    /// <summary>Goes back to a state: with the parameters of that moment, the next steps give the very same numbers.</summary>
    /// <param name="state">A state of an optimiser of the same kind, with the same options, for as many parameters.</param>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is null.</exception>
    /// <exception cref="ArgumentException">The state is of another kind of optimiser, has other buffers, or they are for another number of parameters. Nothing has changed then.</exception>
    public void SetState(OptimizerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        // Adam and AdamW have the same buffers
        if (state.Kind != Kind) throw new ArgumentException($"state must be that of {Kind}, but was that of {ShownText.Excerpt(state.Kind)}.", nameof(state));
        if (state.Buffers.Count != _buffers.Count || !_buffers.Keys.All(state.Buffers.ContainsKey))
        {
            throw new ArgumentException($"state must have the buffers {Names(_buffers.Keys)}, but has {Names(state.Buffers.Keys)}.", nameof(state));
        }
        foreach (var (name, numbers) in state.Buffers)
        {
            if (numbers.Length == _values.Length) continue;
            throw new ArgumentException($"state must have {_values.Length} numbers in {name}, one for each parameter, but has {numbers.Length}.", nameof(state));
        }
        foreach (var (name, numbers) in state.Buffers) numbers.CopyTo(_buffers[name]);
        StepCount = state.StepCount;
        LearningRate = state.LearningRate;
    }

    private string Kind => GetType().Name;

    /// <summary>Computes a step. <see cref="StepCount"/> counts it already: it is 1 in the first.</summary>
    /// <param name="gradient">A number for each parameter: a copy, for the method to overwrite as it likes.</param>
    /// <param name="data">The data of the parameters; what it holds at the end is their new data.</param>
    protected abstract void Update(Span<double> gradient, Span<double> data);

    /// <summary>Makes a buffer: numbers that live from step to step, and are a part of the state.</summary>
    /// <param name="name">Its name in the state, other than those before.</param>
    /// <param name="start">What every number starts as.</param>
    /// <returns>A number for each parameter. <see cref="SetState"/> writes to this very array.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException">There is a buffer of that name.</exception>
    protected double[] AddBuffer(string name, double start = 0)
    {
        ArgumentNullException.ThrowIfNull(name);
        double[] buffer = new double[_values.Length];
        Array.Fill(buffer, start);
        if (!_buffers.TryAdd(name, buffer)) throw new ArgumentException($"name must be new, but there is a buffer '{name}'.", nameof(name));
        return buffer;
    }

    /// <summary>A step that <see cref="TakeBack"/> can undo.</summary>
    /// <returns>Whether every parameter is finite after it.</returns>
    internal bool StepRemembering(StepMemory memory)
    {
        ReadData(_data);
        memory.Keep(_data, StepCount);
        Move();
        return TensorPrimitives.IsFiniteAll<double>(_data);
    }

    /// <summary>Makes room to remember what a step changes.</summary>
    internal StepMemory NewMemory() => new(_values.Length, [.. _buffers.Values]);

    /// <summary>Goes back to before the step that the memory is of; the learning rate stays.</summary>
    internal void TakeBack(StepMemory memory)
    {
        memory.RestoreBuffers();
        StepCount = memory.StepCount;
        WriteData(memory.Data);
    }

    /// <summary>Copies the data of the parameters.</summary>
    internal void ReadData(Span<double> data)
    {
        for (int i = 0; i < _values.Length; i++) data[i] = _values[i].Stored;
    }

    /// <summary>Sets the data of the parameters.</summary>
    internal void WriteData(ReadOnlySpan<double> data)
    {
        if (RecordingSession.IsActive) RecordingSession.NoteBeforeSet(_values);
        for (int i = 0; i < _values.Length; i++) _values[i].Stored = data[i];
    }

    private void Move()
    {
        for (int i = 0; i < _values.Length; i++) _gradient[i] = _values[i].Grad;
        StepCount++;
        Update(_gradient, _data);
        WriteData(_data);
    }

    private static void CheckLeavesOnce(Value[] parameters)
    {
        var seen = new HashSet<Value>(parameters.Length);
        for (int i = 0; i < parameters.Length; i++)
        {
            if (!parameters[i].IsLeaf) throw new ArgumentException($"parameters must be leaves, but number {i} is the output of an operation.", nameof(parameters));
            if (!seen.Add(parameters[i])) throw new ArgumentException($"parameters must differ from each other, but number {i} came before.", nameof(parameters));
        }
    }

    private static string Names(IEnumerable<string> names) => $"[{ShownText.List(names.Order(StringComparer.Ordinal))}]";
}
