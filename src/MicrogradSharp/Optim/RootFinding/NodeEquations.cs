using MicrogradSharp.Optim.Minimizing;

namespace MicrogradSharp.Optim.RootFinding;

/// <summary>Equations of nodes. Their graph is built once, and then evaluated again.</summary>
internal sealed class NodeEquations : IEquations
{
    private static readonly double[] s_one = [1];

    private readonly Node[] _variables;
    private readonly Node[] _outputs;
    private readonly GradientPass _all;
    private readonly GradientPass[] _passes;        // one per equation: only along its own paths
    private readonly double[] _row;

    public NodeEquations(Func<ReadOnlySpan<Node>, Node[]> functions, ReadOnlySpan<double> start)
    {
        if (RecordingSession.IsActive) RecordingSession.CheckMayRunBackward();
        _variables = new Node[start.Length];
        for (int i = 0; i < start.Length; i++) _variables[i] = new Node(start[i], NumberedName.Of(i));
        _outputs = functions(_variables) ?? throw new InvalidOperationException("The function returned null instead of its equations.");
        if (_outputs.Length != start.Length)
        {
            throw new ArgumentException(
                $"functions must return as many equations as there are variables, {start.Length}, but returned {_outputs.Length}.",
                nameof(functions));
        }
        _all = new GradientPass(_outputs, _variables);
        _passes = Array.ConvertAll(_outputs, output => new GradientPass([output], _variables));
        _row = new double[start.Length];
    }

    public int Count => _variables.Length;

    public void Evaluate(ReadOnlySpan<double> x, Span<double> values)
    {
        MoveTo(x);
        for (int i = 0; i < values.Length; i++) values[i] = _outputs[i].Data;
    }

    public void EvaluateJacobian(ReadOnlySpan<double> x, Span<double> jacobian)
    {
        MoveTo(x);
        for (int i = 0; i < _passes.Length; i++)
        {
            _passes[i].Run(s_one, _row);
            for (int j = 0; j < _row.Length; j++) jacobian[j * _row.Length + i] = _row[j];
        }
    }

    public NonFiniteException Explain(ReadOnlySpan<double> values, ReadOnlySpan<double> jacobian)
    {
        int guilty = 0;
        for (int i = 0; i < values.Length; i++)
        {
            bool isFinite = double.IsFinite(values[i]);
            for (int j = 0; j < values.Length && isFinite && !jacobian.IsEmpty; j++)
            {
                isFinite = double.IsFinite(jacobian[j * values.Length + i]);
            }
            if (isFinite) continue;
            guilty = i;
            break;
        }
        return StartFault.Of(_outputs[guilty], _variables);
    }

    private void MoveTo(ReadOnlySpan<double> x)
    {
        for (int i = 0; i < x.Length; i++) _variables[i].Value.Data = x[i];
        _all.Forward();
    }
}
