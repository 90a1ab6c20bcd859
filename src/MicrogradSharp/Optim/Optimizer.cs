using System.Numerics.Tensors;

namespace MicrogradSharp.Optim;

/// <summary>Moves parameters against their gradients, one step at a time.</summary>
/// <remarks>
/// <para>A training step is <see cref="ZeroGrad"/>, a backward pass and <see cref="Step"/>. The optimiser does not know the model: it moves
/// only the parameters that it was given. A NaN or an infinity in a gradient reaches the parameter and the buffers.</para>
/// <para>To write your own optimiser, derive from this class. Create buffers with <see cref="AddBuffer"/>, and write the formula in
/// <see cref="Update"/>. A step allocates nothing. Not thread-safe.</para>
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

    /// <summary>Creates an optimiser for parameters.</summary>
    /// <param name="parameters">The parameters. Each must be a leaf, and none may occur twice.</param>
    /// <param name="learningRate">The initial <see cref="LearningRate"/>, finite and at least 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="ArgumentException">There are no parameters, one occurs twice, or one is not a leaf.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="learningRate"/> is negative or not finite.</exception>
    /// <exception cref="InvalidOperationException">A parameter is <c>default(Node)</c>.</exception>
    protected Optimizer(IReadOnlyList<Node> parameters, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Guard.FiniteAtLeastZero(learningRate);
        Node[] nodes = [.. parameters];
        ParameterPlaces.Check(nodes);
        _values = Array.ConvertAll(nodes, node => node.Value);
        Parameters = Array.AsReadOnly(nodes);
        LearningRate = learningRate;
        _data = new double[nodes.Length];
        _gradient = new double[nodes.Length];
    }

    /// <summary>The parameters that a step moves.</summary>
    public IReadOnlyList<Node> Parameters { get; }

    /// <summary>The factor that scales a step. Set it between steps, for example from a <see cref="Schedule"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative or not finite.</exception>
    public double LearningRate
    {
        get;
        set => field = Guard.FiniteAtLeastZero(value, nameof(LearningRate));
    }

    /// <summary>The number of steps taken.</summary>
    public long StepCount { get; private set; }

    /// <summary>Moves every parameter according to its <see cref="Node.Grad"/>. Gradients are unchanged.</summary>
    public void Step()
    {
        ReadData(_data);
        Move();
    }

    /// <summary>Sets the gradient of every parameter to 0. Call it before each backward pass, which adds to the gradients.</summary>
    public void ZeroGrad()
    {
        foreach (var value in _values) value.Grad = 0;
    }

    /// <summary>Returns a copy of the state: all that a step changes and the next step depends on, except the parameters.</summary>
    public OptimizerState GetState() =>
        new(Kind, StepCount, LearningRate, _buffers.ToDictionary(buffer => buffer.Key, buffer => (ReadOnlyMemory<double>)buffer.Value));

    /// <summary>Restores a state. With the parameters from the same moment, the next steps give bit-identical results.</summary>
    /// <param name="state">The state of an optimiser of the same kind, with the same options and the same number of parameters.</param>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The state is of another kind of optimiser, has other buffers, or has buffers for another number of parameters. Then nothing is
    /// changed.
    /// </exception>
    public void SetState(OptimizerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        // the buffers do not tell Adam from AdamW
        if (state.Kind != Kind)
        {
            throw new ArgumentException($"state must be that of {Kind}, but was that of {ShownText.Excerpt(state.Kind)}.", nameof(state));
        }
        if (state.Buffers.Count != _buffers.Count || !_buffers.Keys.All(state.Buffers.ContainsKey))
        {
            throw new ArgumentException(
                $"state must have the buffers {Names(_buffers.Keys)}, but has {Names(state.Buffers.Keys)}.", nameof(state));
        }
        foreach (var (name, numbers) in state.Buffers)
        {
            if (numbers.Length == _values.Length) continue;
            throw new ArgumentException(
                $"state must have {_values.Length} numbers in {name}, one for each parameter, but has {numbers.Length}.", nameof(state));
        }
        foreach (var (name, numbers) in state.Buffers) numbers.CopyTo(_buffers[name]);
        StepCount = state.StepCount;
        LearningRate = state.LearningRate;
    }

    private string Kind => GetType().Name;

    /// <summary>Computes a step. <see cref="StepCount"/> already includes it: it is 1 in the first step.</summary>
    /// <param name="gradient">The gradient of each parameter: a copy, which the method may overwrite.</param>
    /// <param name="data">The data of the parameters, which the method replaces by their new data.</param>
    protected abstract void Update(Span<double> gradient, Span<double> data);

    /// <summary>Creates a buffer: numbers that are kept from step to step, and are part of the state.</summary>
    /// <param name="name">The name in the state, different from those of other buffers.</param>
    /// <param name="start">The initial value of every number.</param>
    /// <returns>An array with a number for each parameter. <see cref="SetState"/> writes to the same array.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException">A buffer with this name exists.</exception>
    protected double[] AddBuffer(string name, double start = 0)
    {
        ArgumentNullException.ThrowIfNull(name);
        double[] buffer = new double[_values.Length];
        Array.Fill(buffer, start);
        if (!_buffers.TryAdd(name, buffer))
        {
            throw new ArgumentException($"name must be new, but there is already a buffer '{name}'.", nameof(name));
        }
        return buffer;
    }

    /// <summary>Takes a step that <see cref="TakeBack"/> can undo.</summary>
    /// <returns>Whether every parameter is finite after the step.</returns>
    internal bool StepRemembering(StepMemory memory)
    {
        ReadData(_data);
        memory.Keep(_data, StepCount);
        Move();
        return TensorPrimitives.IsFiniteAll<double>(_data);
    }

    /// <summary>Allocates memory for what a step changes.</summary>
    internal StepMemory NewMemory() => new(_values.Length, [.. _buffers.Values]);

    /// <summary>Undoes the step that the memory was kept for. The learning rate is unchanged.</summary>
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

    private static string Names(IEnumerable<string> names) => $"[{ShownText.List(names.Order(StringComparer.Ordinal))}]";
}
