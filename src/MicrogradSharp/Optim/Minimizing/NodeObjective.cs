namespace MicrogradSharp.Optim.Minimizing;

/// <summary>A function of nodes. Its graph is built once, and then evaluated again: for one point, this is faster than a tape.</summary>
/// <remarks>Nodes from outside count as constants: neither their numbers nor their gradients change.</remarks>
internal sealed class NodeObjective : IObjective
{
    private static readonly double[] s_one = [1];

    private readonly Node[] _variables;
    private readonly Node _output;
    private readonly GradientPass _pass;
    private readonly double[] _pointOfProducts;     // NaN unless the graph of the gradient holds the numbers of a point
    private GradientPass? _products;                // the gradient as a graph, built when a product needs it

    public NodeObjective(Func<ReadOnlySpan<Node>, Node> function, ReadOnlySpan<double> start)
    {
        if (RecordingSession.IsActive) RecordingSession.CheckMayRunBackward();
        _variables = new Node[start.Length];
        for (int i = 0; i < start.Length; i++) _variables[i] = new Node(start[i], NumberedName.Of(i));
        _output = function(_variables);
        _pass = new GradientPass([_output], _variables);
        _pointOfProducts = new double[start.Length];
        _pointOfProducts[0] = double.NaN;
    }

    public int Count => _variables.Length;

    public string NameOf(int variable) => NumberedName.Of(variable);

    public double Evaluate(ReadOnlySpan<double> x, Span<double> gradient)
    {
        MoveTo(x);
        _pass.Forward();
        _pointOfProducts[0] = double.NaN;       // the graph of the gradient shares operations with this one
        _pass.Run(s_one, gradient);
        return _output.Data;
    }

    public void MultiplyHessian(ReadOnlySpan<double> x, ReadOnlySpan<double> v, Span<double> product)
    {
        _products ??= new GradientPass(GradientGraph.Of(_output.Value, _variables), _variables);
        if (!x.SequenceEqual(_pointOfProducts))
        {
            MoveTo(x);
            _products.Forward();
            x.CopyTo(_pointOfProducts);
        }
        _products.Run(v, product);
    }

    public NonFiniteException Explain(double value, ReadOnlySpan<double> gradient) => StartFault.Of(_output, _variables);

    private void MoveTo(ReadOnlySpan<double> x)
    {
        for (int i = 0; i < x.Length; i++) _variables[i].Value.Data = x[i];
    }
}
