namespace MicrogradSharp.Optim.Minimizing;

/// <summary>
/// Hessian products of the mean of a tape: ∇ₚ(v · ∇ₚ f) on a tape of its own, so a product costs one pass over the rows.
/// </summary>
internal sealed class TapeProducts
{
    private readonly Node[] _direction;
    private readonly int[] _places;         // of each parameter of the new tape: an index of the old one's, or -1
    private readonly double[] _gradient;
    private readonly Tape _tape;

    public TapeProducts(Tape tape)
    {
        Node[] parameters = [.. tape.Parameters];
        _direction = Array.ConvertAll(parameters, _ => new Node(0));
        _tape = Tape.Record(
            tape.Columns,
            row => Node.Dot(_direction, Differentiate.Gradient(tape.Function(row)[0], parameters)),
            tape.Options with { StopAtNonFinite = false });
        var places = parameters.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
        _places = [.. _tape.Parameters.Select(parameter => places.GetValueOrDefault(parameter, -1))];
        _gradient = new double[_places.Length];
    }

    public void Multiply(ReadOnlySpan<double> rows, ReadOnlySpan<double> v, Span<double> product)
    {
        for (int i = 0; i < v.Length; i++) _direction[i].Data = v[i];
        _tape.Gradient(rows, _gradient);
        product.Clear();
        for (int i = 0; i < _places.Length; i++)
        {
            if (_places[i] >= 0) product[_places[i]] = _gradient[i];
        }
    }
}
