namespace MicrogradSharp.Tapes.Faults;

/// <summary>Checks the results of a tape's passes, and finds the row and the operation that make them NaN or infinite.</summary>
/// <remarks>
/// A search works on copies of the recorded values and only reads the originals: parameters do not change, and several threads may
/// search at once.
/// </remarks>
internal sealed class NonFiniteGuard(Func<ReadOnlySpan<Node>, Node[]> function)
{
    private Value[] _row = [];
    private (Value[] Originals, int Leaves)[] _orders = [];     // one per output
    private Value[] _parameters = [];

    /// <summary>Runs the function while it is recorded, and stores its inputs and the values that its outputs depend on.</summary>
    public Node[] Function(ReadOnlySpan<Node> row)
    {
        var outputs = function(row);
        _row = Array.ConvertAll(row.ToArray(), input => input.Value);
        _orders = Array.ConvertAll(outputs ?? [], output => RowSearch.OrderOf(output.Value, _row));
        return outputs!;
    }

    /// <summary>Sets the leaves that are parameters.</summary>
    public void Watch(Value[] parameters) => _parameters = parameters;

    /// <exception cref="NonFiniteException">A result or a gradient is not finite.</exception>
    public void Check(ReadOnlySpan<double> results, ReadOnlySpan<double> gradients, ReadOnlySpan<double> rows, int count)
    {
        bool isFinite = results.IsEmpty || RowArithmetic.AreFinite(results);
        if (isFinite && (gradients.IsEmpty || RowArithmetic.AreFinite(gradients))) return;
        throw Find(rows, count, results, inGradients: !gradients.IsEmpty);
    }

    private NonFiniteException Find(ReadOnlySpan<double> rows, int count, ReadOnlySpan<double> results, bool inGradients)
    {
        bool inValues = !results.IsEmpty;
        double mean = results.Length == 1 ? results[0] : double.NaN;
        var searches = Array.ConvertAll(_orders, order => new RowSearch(order.Originals, order.Leaves, _row, _parameters));
        int columns = _row.Length;
        double sum = 0;
        for (int row = 0; row < count; row++)
        {
            foreach (var search in searches)
            {
                var fault = search.Find(rows.Slice(row * columns, columns), inValues, inGradients);
                sum += search.Output;
                if (fault is null) continue;
                return new NonFiniteException($"The tape gave NaN or an infinity in row {row}: {fault}", row, fault) { Mean = mean };
            }
        }
        string reason = results.Length == 1 && !double.IsFinite(sum)        // a single result is a mean, or that of the only row
            ? "every row is finite: the sum over the rows overflowed."
            : "every row is finite when its products are rounded. A tape adds products without rounding them first, and here that " +
              "leaves the domain of a function: keep its argument away from the edge.";
        return new NonFiniteException($"The tape gave NaN or an infinity although {reason}", row: null, value: null) { Mean = mean };
    }
}
