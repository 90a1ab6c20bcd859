using MicrogradSharp;
using MicrogradSharp.Nn;

namespace Moons;

/// <summary>The parts of the loss of micrograd's demo, hinge + 1e-4 L2, in nodes: every engine computes these.</summary>
/// <remarks>The operations and their order are those of the demo, so that the losses agree to the last digits.</remarks>
internal sealed class LossTerms
{
    public const double Penalty = 1e-4;

    private readonly MLP _model;
    private readonly Summation _summation;

    public LossTerms(MLP model, Summation summation)
    {
        _model = model;
        _summation = summation;
    }

    public Node Score(Node x0, Node x1) => _model.Forward(x0, x1)[0];

    /// <summary>The penalty on the squares of the parameters.</summary>
    public Node L2()
    {
        var squares = new Node[_model.ParameterCount];
        for (int i = 0; i < squares.Length; i++)
        {
            var parameter = _model.Parameters[i];
            squares[i] = parameter * parameter;
        }
        return Penalty * Add(squares);
    }

    public Node Mean(ReadOnlySpan<Node> terms) => Add(terms) * (1.0 / terms.Length);

    private Node Add(ReadOnlySpan<Node> terms)
    {
        if (_summation == Summation.Nary) return Node.Sum(terms);
        var sum = terms[0];
        foreach (var term in terms[1..]) sum += term;
        return sum;
    }
}
