using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
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
    private const int Size = 64;            // bytes of an object; a test compares it with what an operation allocates

    // what the slots hold, in the lowest bits of the mark
    private const int Leaf = 0;             // the label
    private const int Unary = 1;            // the input, and the label
    private const int Binary = 2;           // the inputs; a label is in a table
    private const int Nary = 3;             // the array of inputs, and the label: any other number
    private const int ShapeMask = 3;
    private const int IsExpr = 4;           // whether the rule is an Expr: a call of a class is faster than one of an interface
    private const int FlagBits = 3;
    private const int FlagMask = (1 << FlagBits) - 1;

    private static readonly ConditionalWeakTable<Value, string> s_labelsOfBinary = [];

    private readonly IBackward? _rule;
    private object? _first;                 // inputs never move, not even when a label is set: Inputs is a span over these two
    private object? _second;
    private double _data;
    private double _grad;
    private long _mark;

    internal Value(double data, string? label = null)
    {
        _mark = NewMark(Leaf, rule: null);
        _data = data;
        if (label is not null) _first = label;
        if (RecordingSession.IsActive) RecordingSession.Note(this);
    }

    internal Value(IBackward rule, Value input)
    {
        _mark = NewMark(Unary, rule);
        _rule = rule;
        _first = input;
        if (RecordingSession.IsActive) RecordingSession.Evaluate(this, rule);
        else _data = rule.Forward(this);
    }

    internal Value(IBackward rule, Value left, Value right)
    {
        _mark = NewMark(Binary, rule);
        _rule = rule;
        _first = left;
        _second = right;
        if (RecordingSession.IsActive) RecordingSession.Evaluate(this, rule);
        else _data = rule.Forward(this);
    }

    internal Value(IBackward rule, ReadOnlySpan<Node> inputs)
    {
        _mark = NewMark(ShapeOf(inputs.Length), rule);
        _rule = rule;
        if (inputs.Length is Unary or Binary)
        {
            _first = inputs[0].Value;
            if (inputs.Length == Binary) _second = inputs[1].Value;
        }
        else
        {
            var array = new Value[inputs.Length];
            Node.CopyValues(inputs, array);
            _first = array;
        }
        if (RecordingSession.IsActive) RecordingSession.Evaluate(this, rule);
        else _data = rule.Forward(this);
    }

    /// <summary>Takes over <paramref name="inputs"/>: the caller must not write to it afterwards.</summary>
    internal Value(IBackward rule, Value[] inputs)
    {
        _mark = NewMark(Nary, rule);
        _rule = rule;
        _first = inputs;
        if (RecordingSession.IsActive) RecordingSession.Evaluate(this, rule);
        else _data = rule.Forward(this);
    }

    private Value(IBackward? rule, ReadOnlySpan<Value> inputs, double data)
    {
        _mark = NewMark(rule is null ? Leaf : ShapeOf(inputs.Length), rule);
        _rule = rule;
        _data = data;
        if (rule is null) return;
        _first = inputs.Length is Unary or Binary ? inputs[0] : inputs.ToArray();
        if (inputs.Length == Binary) _second = inputs[1];
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
    public string? Label
    {
        get => Shape switch
        {
            Leaf => _first as string,
            Binary => s_labelsOfBinary.TryGetValue(this, out string? label) ? label : null,
            _ => _second as string,
        };
        set
        {
            if (Shape == Leaf) _first = value;
            else if (Shape != Binary) _second = value;
            else if (value is null) s_labelsOfBinary.Remove(this);
            else s_labelsOfBinary.AddOrUpdate(this, value);
        }
    }

    /// <summary>The rule of the operation that this value is the output of; null for a leaf.</summary>
    public IBackward? Rule => _rule;

    /// <summary>Whether this value is a leaf: a parameter, an input or a constant, and not the output of an operation.</summary>
    public bool IsLeaf => Shape == Leaf;

    /// <summary>The inputs of the operation, in order, duplicates kept (<c>x * x</c> has two); empty for a leaf.</summary>
    public ReadOnlySpan<Value> Inputs
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            int shape = Shape;
            if (shape == Nary) return Unsafe.As<Value[]>(_first);
            // a cast and the language's own conversion would read the inputs themselves; the shape says what the slots hold
            return MemoryMarshal.CreateReadOnlySpan(in Unsafe.As<object?, Value>(ref _first), shape);
        }
    }

    /// <summary>The data without the check: NaN where there is none.</summary>
    internal ref double Stored => ref _data;

    /// <summary>Whether there is data; there is none in a value that depends on the inputs of a recording, also after its end.</summary>
    internal bool HasData => !MissingData.Is(_data);

    /// <summary>The first input of a unary or binary operation.</summary>
    /// <exception cref="InvalidOperationException">This is another kind of value.</exception>
    internal Value First => Shape is Unary or Binary ? Unsafe.As<Value>(_first!) : throw WrongShape("1 or 2 inputs");

    /// <summary>The second input of a binary operation.</summary>
    /// <exception cref="InvalidOperationException">This is another kind of value.</exception>
    internal Value Second => Shape == Binary ? Unsafe.As<Value>(_second!) : throw WrongShape("2 inputs");

    /// <summary>The number of the last traversal that visited this value. Before the first, minus the number begun earlier.</summary>
    /// <remarks>A mark in the object is several times cheaper than a set of visited values.</remarks>
    internal long VisitedBy
    {
        get => _mark >> FlagBits;
        set => _mark = value << FlagBits | _mark & FlagMask;
    }

    /// <summary>Marks the value, unless the traversal has visited it already.</summary>
    /// <returns>Whether this is the first visit.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryVisit(long traversal, out bool isLeaf)
    {
        long mark = _mark;      // read once: the sort of a graph spends half its time on it
        isLeaf = ((int)mark & ShapeMask) == Leaf;
        if (mark >> FlagBits == traversal) return false;
        _mark = traversal << FlagBits | mark & FlagMask;
        return true;
    }

    /// <summary>Computes the data of an operation again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void RunForward() =>
        _data = ((int)_mark & IsExpr) != 0 ? Unsafe.As<Expr>(_rule!).Forward(this) : _rule!.Forward(this);

    /// <summary>Passes the gradient of an operation on to its inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void RunBackward()
    {
        if (((int)_mark & IsExpr) != 0) Unsafe.As<Expr>(_rule!).Backward(this);
        else _rule!.Backward(this);
    }

    /// <summary>Makes a value for a separate calculation: no rule runs, and no recording notes it.</summary>
    /// <param name="rule">Its rule; null for a leaf.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="data">Its number.</param>
    internal static Value Aside(IBackward? rule, ReadOnlySpan<Value> inputs, double data) => new(rule, inputs, data);

    /// <summary>The bytes on the heap of a 64-bit process, without the label.</summary>
    internal long ApproximateBytes => Size + (Shape == Nary ? 24 + 8L * Inputs.Length : 0);

    /// <summary>Runs the chain rule from this value to every value that it depends on.</summary>
    /// <param name="seed">The gradient of this value itself, 1 for plain derivatives.</param>
    /// <remarks>See <see cref="Node.Backward(double)"/>.</remarks>
    /// <exception cref="InvalidOperationException">
    /// A tape is being recorded on this thread, or the value has no data, see <see cref="Data"/>.
    /// </exception>
    public void Backward(double seed = 1)
    {
        if (RecordingSession.IsActive || !HasData) RecordingSession.CheckMayRunBackward(this);
        using var order = TopologicalOrder.Resetting(this);
        double[] earlier = ArrayPool<double>.Shared.Rent(order.Leaves.Length);
        BackwardPass.RunOnReset(order.Operations, order.Leaves, earlier, this, seed);
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

    private int Shape => (int)_mark & ShapeMask;

    private static int ShapeOf(int inputs) => inputs is Unary or Binary ? inputs : Nary;

    private static long NewMark(int shape, IBackward? rule) =>
        -TopologicalOrder.Begun << FlagBits | (long)(shape | (rule is Expr ? IsExpr : 0));

    private InvalidOperationException WrongShape(string expected)
    {
        string given = IsLeaf ? "a leaf" : $"a node of '{_rule!.Symbol}' with {NumberText.Count(Inputs.Length, "input")}";
        return new InvalidOperationException(
            $"A rule for {expected} was given {given}: a rule must pass its node only to rules that expect a node of its shape.");
    }
}
