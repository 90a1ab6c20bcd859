namespace MicrogradSharp;

/// <summary>Sums for LINQ, where <see cref="Enumerable"/> knows only the built-in numbers.</summary>
public static class NodeExtensions
{
    /// <summary>The sum of a sequence as one node, y = Σ xᵢ. See <see cref="Node.Sum(ReadOnlySpan{Node})"/>.</summary>
    /// <param name="terms">The terms; none gives 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="terms"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A term is <c>default(Node)</c>.</exception>
    public static Node Sum(this IEnumerable<Node> terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return terms.Sum(term => term);
    }

    /// <summary>The sum of what <paramref name="selector"/> makes of each element, as one node.</summary>
    /// <param name="source">The elements; none gives 0.</param>
    /// <param name="selector">Makes a term of an element.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> or <paramref name="selector"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A term is <c>default(Node)</c>.</exception>
    public static Node Sum<T>(this IEnumerable<T> source, Func<T, Node> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return new Node(new Value(Rule<Sum>.Shared, source.Select(element => selector(element).Value).ToArray()));
    }
}
