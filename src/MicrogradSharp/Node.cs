using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MicrogradSharp;

/// <summary>
/// A handle on a <see cref="MicrogradSharp.Value"/> that carries the operators: write formulas with it as you would with
/// <see cref="double"/>.
/// </summary>
/// <remarks>
/// <para>Every operation makes a new value that remembers its inputs. <see cref="Backward(double)"/> then computes the derivative of
/// the result with respect to every value that it depends on.</para>
/// <para>A <see cref="double"/> converts to a leaf implicitly, so <c>2 * x + 1</c> needs no extra overloads. There is no conversion
/// back, because it would silently lose the gradient: read <see cref="Data"/> instead. There are no comparison operators either,
/// because a branch on data is not taken again when the data change. Use <c>Where</c>, <c>Max</c>, <c>Min</c> or <c>ReLU</c>.</para>
/// <para><c>default(Node)</c> has no value: using it throws <see cref="InvalidOperationException"/>.</para>
/// <para>Not thread-safe; see <see cref="MicrogradSharp.Value"/>.</para>
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly partial struct Node : IEquatable<Node>
{
    private readonly Value? _value;

    /// <summary>Makes a leaf: a parameter, an input or a constant.</summary>
    /// <param name="data">Its number. NaN and ±∞ are allowed.</param>
    /// <param name="label">Its name in drawings and messages, or null.</param>
    public Node(double data, string? label = null) => _value = new Value(data, label);

    /// <summary>Makes a handle on an existing value, such as one of <see cref="Value.Inputs"/>.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public Node(Value value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    private Node(IBackward rule, Node input) => _value = new Value(rule, input.Value);

    private Node(IBackward rule, Node left, Node right) => _value = new Value(rule, left.Value, right.Value);

    /// <summary>Makes a leaf with this number.</summary>
    /// <param name="data">The number.</param>
    public static implicit operator Node(double data) => new(data);

    /// <summary>Applies an operator. Use it for operators defined outside this library.</summary>
    /// <param name="rule">The operator's rule. One object can serve all nodes: it holds no state.</param>
    /// <param name="inputs">The operator's inputs, in the order that the rule expects.</param>
    /// <returns>The operator's output.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rule"/> is null.</exception>
    /// <exception cref="ArgumentException">The rule takes a different number of inputs.</exception>
    /// <exception cref="InvalidOperationException">An input is <c>default(Node)</c>.</exception>
    public static Node From(IBackward rule, params ReadOnlySpan<Node> inputs)
    {
        ArgumentNullException.ThrowIfNull(rule);
        (rule as Expr)?.CheckInputCount(inputs.Length);
        return new Node(new Value(rule, inputs));
    }

    /// <summary>The value behind this handle.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Value Value => _value ?? throw NoValue();

    /// <summary>The number itself, by reference. Set it on a leaf, then evaluate again with <see cref="Graph.Forward"/>.</summary>
    /// <remarks>See <see cref="Value.Data"/> for what a recording allows.</remarks>
    /// <exception cref="InvalidOperationException">
    /// This is <c>default(Node)</c>, or it depends on the inputs of a tape that is being recorded, on this thread or another,
    /// or was recorded before: it has no data.
    /// </exception>
    /// <example><code>
    /// foreach (var p in model.Parameters) p.Data -= 0.1 * p.Grad;
    /// </code></example>
    public ref double Data => ref Value.Data;

    /// <summary>
    /// The derivative of the last output that ran backward with respect to this node, by reference; leaves add up until zeroed.
    /// </summary>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public ref double Grad => ref Value.Grad;

    /// <summary>A name for drawings and messages, or null.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public string? Label
    {
        get => Value.Label;
        set => Value.Label = value;
    }

    /// <summary>Runs the chain rule from this node to every value that it depends on.</summary>
    /// <param name="seed">
    /// The gradient of this node itself; default 1, for plain derivatives. NaN and ±∞ propagate, except as described in the remarks.
    /// </param>
    /// <remarks>
    /// <para>Resets the gradients of the operations and adds to the gradients of the leaves: after two calls, the leaves hold exactly
    /// twice the gradient. Zero the leaves between steps.</para>
    /// <para>Values are visited in topological order, which is found without recursion, in time linear in nodes plus inputs. A graph may
    /// be a million nodes deep.</para>
    /// <para>A gradient of exactly 0 contributes exactly 0, even where the slope is NaN or infinite. Any other gradient is multiplied by
    /// the slope as IEEE 754 says: a slope of 0 times an infinite gradient is NaN. Operators that choose (<c>Where</c>, <c>Max</c>,
    /// <c>Min</c>, <c>ReLU</c>, <c>Clamp</c>, <c>Gather</c>) pass exactly 0 to an input that was not chosen, whatever the gradient, and
    /// flat ones (<c>Sign</c>, <c>Floor</c>) to every input: see <see cref="Expr.ZeroSlopeStopsGradient"/>.</para>
    /// </remarks>
    /// <exception cref="InvalidOperationException">
    /// This is <c>default(Node)</c>, a tape is being recorded on this thread, or the node has no data, see <see cref="Data"/>.
    /// </exception>
    public void Backward(double seed = 1) => Value.Backward(seed);

    /// <summary>Whether both are handles on the same value, or both are <c>default</c>. Equal numbers are not enough.</summary>
    /// <param name="other">The other handle.</param>
    public bool Equals(Node other) => ReferenceEquals(_value, other._value);

    public override bool Equals(object? obj) => obj is Node other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode() ?? 0;

    /// <summary>The data and the gradient as micrograd prints them: <c>w1: Value(data=-3, grad=1)</c>.</summary>
    public override string ToString() => _value?.ToString() ?? "Node without a value";

    /// <summary>Copies the values behind handles. As a block: storing each alone would tell the collector of each.</summary>
    /// <exception cref="InvalidOperationException">One is <c>default(Node)</c>.</exception>
    internal static void CopyValues(ReadOnlySpan<Node> nodes, Span<Value> values)
    {
        foreach (var node in nodes)
        {
            if (node._value is null) throw NoValue();
        }
        ValuesOf(nodes).CopyTo(values);
    }

    /// <summary>The values behind handles, none of which is <c>default(Node)</c>: a handle is nothing but its reference.</summary>
    internal static ReadOnlySpan<Value> ValuesOf(ReadOnlySpan<Node> nodes) =>
        MemoryMarshal.CreateReadOnlySpan(in Unsafe.As<Node, Value>(ref MemoryMarshal.GetReference(nodes)), nodes.Length);

    /// <summary>Applies an operator to at least one input. An error names the inputs as the public method does.</summary>
    private static Node FromSome(
        IBackward rule,
        ReadOnlySpan<Node> inputs,
        [CallerArgumentExpression(nameof(inputs))] string? parameter = null)
    {
        if (inputs.IsEmpty) throw new ArgumentException($"{parameter} must hold at least 1 node, but was empty.", parameter);
        return new Node(new Value(rule, inputs));
    }

    private static InvalidOperationException NoValue() =>
        new("This Node has no value: it is default(Node), as in a new array. Assign a number first, as in Node x = 2.0.");
}
