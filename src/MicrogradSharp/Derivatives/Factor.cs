namespace MicrogradSharp;

/// <summary>A slope or a gradient in a gradient graph under construction: a node, or a number that never changes.</summary>
internal readonly struct Factor
{
    private readonly Node _node;
    private readonly double _number;
    private readonly bool _isNode;

    public Factor(double number) => _number = number;

    public Factor(Node node)
    {
        _node = node;
        _isNode = true;
    }

    public bool IsZero => Is(0);

    /// <summary>slope · gradient, as the chain rule of the backward pass does it. Makes no node where the result is known.</summary>
    /// <param name="slope">The slope.</param>
    /// <param name="gradient">The gradient from above.</param>
    /// <param name="zeroSlopeStops">Whether a slope of exactly 0 stops the gradient.</param>
    public static Factor Chain(Factor slope, Factor gradient, bool zeroSlopeStops)
    {
        if (gradient.IsZero || (zeroSlopeStops && slope.IsZero)) return default;
        if (!slope._isNode && !gradient._isNode) return new Factor(slope._number * gradient._number);
        if (slope.Is(1)) return gradient;
        if (gradient.Is(1)) return slope;
        if (slope.Is(-1)) return new Factor(-gradient._node);
        if (gradient.Is(-1)) return new Factor(-slope._node);
        if (slope.IsPlain) return new Factor(slope._number * gradient._node);
        if (gradient.IsPlain) return new Factor(gradient._number * slope._node);
        var (left, right) = (slope.ToNode(), gradient.ToNode());
        return new Factor(zeroSlopeStops ? ChainProduct.OfStopping(left, right) : ChainProduct.Of(left, right));
    }

    /// <summary>The sum of the terms, in order.</summary>
    public static Factor Sum(ReadOnlySpan<Factor> terms)
    {
        if (terms.Length == 1) return terms[0];
        double sum = 0;
        bool anyNode = false;
        foreach (var term in terms)
        {
            sum += term._number;
            anyNode |= term._isNode;
        }
        if (!anyNode) return new Factor(sum);
        if (terms.Length == 2) return new Factor(terms[0].ToNode() + terms[1].ToNode());
        var nodes = new Node[terms.Length];
        for (int i = 0; i < nodes.Length; i++) nodes[i] = terms[i].ToNode();
        return new Factor(Node.Sum(nodes));
    }

    public Node ToNode() => _isNode ? _node : _number;

    /// <summary>Whether a plain product agrees with the chain rule: the number is finite, so that it gives 0 for 0, and is not 0.</summary>
    private bool IsPlain => !_isNode && _number != 0 && double.IsFinite(_number);

    private bool Is(double number) => !_isNode && _number == number;
}
