namespace MicrogradSharp;

/// <summary>The sum for LINQ, because <see cref="Enumerable"/> sums only the built-in numbers.</summary>
public static class NodeExtensions
{
    /// <summary>The sum of a sequence as one node, y = Σ xᵢ. See <see cref="Node.Sum(ReadOnlySpan{Node})"/>.</summary>
    /// <param name="terms">The terms; none gives 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="terms"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A term is <c>default(Node)</c>.</exception>
    public static Node Sum(this IEnumerable<Node> terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return Node.Sum([.. terms]);
    }
}
