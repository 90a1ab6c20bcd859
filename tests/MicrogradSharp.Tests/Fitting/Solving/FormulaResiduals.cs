using MicrogradSharp.Fitting.Solving;

namespace MicrogradSharp.Tests.Fitting.Solving;

/// <summary>Residuals from a formula of parameters and a row, on tapes: what a front end does, in the fewest lines.</summary>
internal sealed class FormulaResiduals : IResidualFunction
{
    private readonly Node[] _parameters, _direction;
    private readonly Formula _formula;
    private readonly double[] _rows;
    private readonly int _columns, _rowCount;
    private readonly Tape _tape;
    private readonly int[] _places, _weightedPlaces;
    private readonly double[] _jacobian, _weightedRows;
    private readonly bool[] _isLinear;
    private readonly Tape _second, _weighted;

    /// <summary>Records the formula for rows of numbers.</summary>
    public FormulaResiduals(int parameters, int columns, double[] rows, Formula formula, ReadOnlySpan<int> linear)
    {
        (_columns, _rows, _rowCount, _formula) = (columns, rows, rows.Length / columns, formula);
        _parameters = [.. Enumerable.Range(0, parameters).Select(_ => new Node(0.0))];
        _direction = [.. Enumerable.Range(0, parameters).Select(_ => new Node(0.0))];
        _isLinear = new bool[parameters];
        foreach (int j in linear) _isLinear[j] = true;
        _tape = Tape.Record(columns, row => _formula(_parameters, row));
        _second = Tape.Record(columns, row => [.. _formula(_parameters, row).Select(Twice)]);
        Outputs = _tape.Outputs;
        _weighted = Tape.Record(columns + Outputs, row =>
        {
            var outputs = _formula(_parameters, row[..columns]);
            Node sum = 0.0;
            for (int k = 0; k < outputs.Length; k++) sum += row[columns + k] * outputs[k];
            return sum;
        });
        _places = Places(_tape);
        _weightedPlaces = Places(_weighted);
        _jacobian = new double[ResidualCount * Math.Max(1, _tape.Parameters.Count)];
        _weightedRows = new double[_rowCount * (columns + Outputs)];
    }

    /// <summary>Residuals without data: every output is one.</summary>
    public FormulaResiduals(int parameters, Func<IReadOnlyList<Node>, Node[]> residuals)
        : this(parameters, 1, [0], (p, row) => AddNothing(residuals(p), row[0]), [])
    {
    }

    public int Outputs { get; }

    public int ResidualCount => _rowCount * Outputs;

    public int ParameterCount => _parameters.Length;

    public ReadOnlySpan<bool> IsLinear => _isLinear;

    public void Evaluate(ReadOnlySpan<double> parameters, Span<double> residuals)
    {
        Set(_parameters, parameters);
        _tape.Evaluate(_rows, residuals);
    }

    public void EvaluateWithJacobian(ReadOnlySpan<double> parameters, Span<double> residuals, Span<double> jacobian)
    {
        Set(_parameters, parameters);
        jacobian.Clear();
        _tape.ValuesAndJacobian(_rows, residuals, _jacobian, MatrixLayout.ColumnMajor);
        for (int k = 0; k < _places.Length; k++)
        {
            _jacobian.AsSpan(k * ResidualCount, ResidualCount).CopyTo(jacobian[(_places[k] * ResidualCount)..]);
        }
    }

    public void SecondDirectional(ReadOnlySpan<double> parameters, ReadOnlySpan<double> direction, Span<double> second)
    {
        Set(_parameters, parameters);
        Set(_direction, direction);
        _second.Evaluate(_rows, second);
    }

    public void WeightedHessian(ReadOnlySpan<double> parameters, ReadOnlySpan<double> weights, Span<double> hessian)
    {
        Set(_parameters, parameters);
        int width = _columns + Outputs;
        for (int i = 0; i < _rowCount; i++)
        {
            _rows.AsSpan(i * _columns, _columns).CopyTo(_weightedRows.AsSpan(i * width));
            weights.Slice(i * Outputs, Outputs).CopyTo(_weightedRows.AsSpan(i * width + _columns));
        }
        double[,] mean = _weighted.Hessian(_weightedRows);
        hessian.Clear();
        for (int j = 0; j < _weightedPlaces.Length; j++)
        {
            for (int k = 0; k < _weightedPlaces.Length; k++)
            {
                hessian[_weightedPlaces[j] * ParameterCount + _weightedPlaces[k]] = mean[j, k] * _rowCount;
            }
        }
    }

    /// <summary>The second derivative along the direction.</summary>
    private Node Twice(Node output)
    {
        Node first = Along(output);
        return Along(first);
    }

    private Node Along(Node y)
    {
        var gradient = Differentiate.Gradient(y, _parameters);
        Node sum = 0.0;
        for (int j = 0; j < gradient.Length; j++) sum += gradient[j] * _direction[j];
        return sum;
    }

    /// <summary>Makes residuals depend on the row, as those of data do.</summary>
    private static Node[] AddNothing(Node[] residuals, Node x) => [.. residuals.Select(residual => residual + 0 * x)];

    private int[] Places(Tape tape) => [.. tape.Parameters.Select(node => Array.IndexOf(_parameters, node))];

    private static void Set(Node[] nodes, ReadOnlySpan<double> numbers)
    {
        for (int i = 0; i < nodes.Length; i++) nodes[i].Data = numbers[i];
    }
}
