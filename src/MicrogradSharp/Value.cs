using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace MicrogradSharp;

/// <summary>A number of an expression graph: its data, its gradient, and the rule and inputs that it came from.</summary>
/// <remarks>
/// <para>A value without a rule is a leaf (a parameter, an input, a constant); every other value is the output of an operation.
/// Expressions are written with <see cref="Node"/>, a thin handle on a value that carries the operators.</para>
/// <para>Not thread-safe: two threads must not build on, or run backward over, graphs that share values.
/// Disjoint graphs may be used from different threads.</para>
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class Value
{
    private const int Size = 80;            // bytes of an object; a test compares it with what an operation allocates

    private readonly IBackward? _rule;
    private readonly InputPair _pair;       // one or two inputs live inside the object: such an operation is one allocation
    private readonly Value[]? _inputs;      // any other number
    private double _data;
    private double _grad;

    internal Value(double data, string? label = null)
    {
        _data = data;
        Label = label;
        if (RecordingSession.IsActive) RecordingSession.Note(this);
    }

    internal Value(IBackward rule, Value input)
    {
        _rule = rule;
        _pair[0] = input;
        if (RecordingSession.IsActive) RecordingSession.Evaluate(this, rule);
        else _data = rule.Forward(this);
    }

    internal Value(IBackward rule, Value left, Value right)
    {
        _rule = rule;
        _pair[0] = left;
        _pair[1] = right;
        if (RecordingSession.IsActive) RecordingSession.Evaluate(this, rule);
        else _data = rule.Forward(this);
    }

    internal Value(IBackward rule, ReadOnlySpan<Node> inputs)
    {
        _rule = rule;
        if (inputs.Length is 1 or 2)
        {
            for (int i = 0; i < inputs.Length; i++) _pair[i] = inputs[i].Value;
        }
        else
        {
            _inputs = new Value[inputs.Length];
            for (int i = 0; i < inputs.Length; i++) _inputs[i] = inputs[i].Value;
        }
        if (RecordingSession.IsActive) RecordingSession.Evaluate(this, rule);
        else _data = rule.Forward(this);
    }

    /// <summary>Takes over <paramref name="inputs"/>: the caller must not write to it afterwards.</summary>
    internal Value(IBackward rule, Value[] inputs)
    {
        _rule = rule;
        _inputs = inputs;
        if (RecordingSession.IsActive) RecordingSession.Evaluate(this, rule);
        else _data = rule.Forward(this);
    }

    private Value(IBackward? rule, ReadOnlySpan<Value> inputs, double data)
    {
        _rule = rule;
        _data = data;
        if (inputs.Length is 1 or 2) inputs.CopyTo(_pair);
        else if (rule is not null) _inputs = inputs.ToArray();
    }

    /// <summary>The number itself, by reference. Set it on a leaf, then evaluate again with <see cref="Graph.Forward"/>.</summary>
    /// <remarks>
    /// A function that is being recorded may read data that does not depend on the row. If it sets the data of a value that it has used,
    /// the recording fails at its end.
    /// </remarks>
    /// <exception cref="InvalidOperationException">
    /// The value depends on the inputs of a tape that is being recorded, on this thread or another, or was recorded before: it has no data.
    /// </exception>
    public ref double Data
    {
        get
        {
            // no call that comes back: one would cost a loop over parameters the numbers that it keeps in registers
            if (MissingData.Is(_data)) RecordingSession.ThrowNoData(this);
            return ref _data;
        }
    }

    /// <summary>
    /// The derivative of the last output that ran backward with respect to this value, by reference; leaves add up until zeroed.
    /// </summary>
    public ref double Grad => ref _grad;

    /// <summary>A name for drawings and messages, or null.</summary>
    public string? Label { get; set; }

    /// <summary>The rule of the operation that this value is the output of; null for a leaf.</summary>
    public IBackward? Rule => _rule;

    /// <summary>Whether this value is a leaf: a parameter, an input or a constant, and not the output of an operation.</summary>
    public bool IsLeaf => _rule is null;

    /// <summary>The inputs of the operation, in order, duplicates kept (<c>x * x</c> has two); empty for a leaf.</summary>
    public ReadOnlySpan<Value> Inputs
    {
        get
        {
            if (_inputs is not null) return _inputs;
            int count = _pair[1] is not null ? 2 : _pair[0] is not null ? 1 : 0;
            return MemoryMarshal.CreateReadOnlySpan(in _pair[0], count);    // the language's own conversion is a call
        }
    }

    /// <summary>The data without the check: NaN where there is none.</summary>
    internal ref double Stored => ref _data;

    /// <summary>Whether there is data; there is none in a value that depends on the inputs of a recording, also after its end.</summary>
    internal bool HasData => !MissingData.Is(_data);

    /// <summary>The first input of a unary or binary operation.</summary>
    internal Value First => _pair[0];

    /// <summary>The second input of a binary operation.</summary>
    internal Value Second => _pair[1];

    /// <summary>The number of the last traversal that visited this value. Before the first, minus the number begun earlier.</summary>
    /// <remarks>A mark in the object is several times cheaper than a set of visited values.</remarks>
    internal long VisitedBy { get; set; } = -TopologicalOrder.Begun;

    /// <summary>Makes a value for a separate calculation: no rule runs, and no recording notes it.</summary>
    /// <param name="rule">Its rule; null for a leaf.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="data">Its number.</param>
    internal static Value Aside(IBackward? rule, ReadOnlySpan<Value> inputs, double data) => new(rule, inputs, data);

    /// <summary>The bytes on the heap of a 64-bit process, without the label.</summary>
    internal long ApproximateBytes => Size + (_inputs is null ? 0 : 24 + 8L * _inputs.Length);

    /// <summary>Runs the chain rule from this value to every value that it depends on.</summary>
    /// <param name="seed">The gradient of this value itself, 1 for plain derivatives.</param>
    /// <remarks>See <see cref="Node.Backward(double)"/>.</remarks>
    /// <exception cref="InvalidOperationException">
    /// A tape is being recorded on this thread, or the value has no data, see <see cref="Data"/>.
    /// </exception>
    public void Backward(double seed = 1)
    {
        if (RecordingSession.IsActive || !HasData) RecordingSession.CheckMayRunBackward(this);
        using var order = TopologicalOrder.From(this);
        double[] earlier = ArrayPool<double>.Shared.Rent(order.Leaves.Length);
        BackwardPass.Run(order.Operations, order.Leaves, earlier, this, seed);
        ArrayPool<double>.Shared.Return(earlier);
    }

    /// <summary>
    /// The data and the gradient, as micrograd prints them, after the label if there is one; NaN where there is no data.
    /// </summary>
    public override string ToString()
    {
        string name = Label is null ? "" : $"{Label}: ";
        return string.Create(CultureInfo.InvariantCulture, $"{name}Value(data={Stored}, grad={Grad})");
    }
}
