using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using MicrogradSharp.Tests.Fitting.Solving;

namespace MicrogradSharp.Benchmarks.Fitting;

/// <summary>A certified problem, by the Levenberg–Marquardt method of Math.NET with its default options.</summary>
/// <remarks>The model computes all rows in one call, because a call for each row costs Math.NET more.</remarks>
internal sealed class MathNetFit
{
    private readonly Func<ReadOnlySpan<double>, ReadOnlySpan<double>, double> _formula;
    private readonly double[] _start, _rows;
    private readonly int _columns;
    private readonly Vector<double> _ys, _places;
    private readonly Tape _tape;
    private readonly Node[] _nodes;
    private readonly int[] _order;
    private readonly double[] _jacobian;

    public MathNetFit(NistProblem problem, int start)
    {
        _formula = NistFormulas<double>.ByName[problem.Name];
        _start = problem.Start(start);
        _columns = problem.Rows[0].Length - 1;
        _rows = [.. problem.Rows.SelectMany(row => row[1..])];
        _ys = Vector<double>.Build.DenseOfEnumerable(problem.Rows.Select(row => row[0]));
        _places = Vector<double>.Build.Dense(_ys.Count);     // Math.NET wants one x for each y; the model reads rows
        _nodes = [.. _start.Select(number => new Node(number))];
        _tape = Tape.Record(_columns, row => problem.Model(_nodes, row));
        _order = [.. _tape.Parameters.Select(parameter => Array.IndexOf(_nodes, parameter))];
        _jacobian = new double[_ys.Count * _start.Length];
    }

    /// <summary>Fits with differences, what a user gets who writes only the model.</summary>
    public Answer RunWithDifferences() => Run(ObjectiveFunction.NonlinearModel(Values, _places, _ys));

    /// <summary>Fits with the exact Jacobian, computed by a tape that is already recorded.</summary>
    public Answer RunWithExactJacobian() => Run(ObjectiveFunction.NonlinearModel(Values, Jacobian, _places, _ys));

    private Answer Run(IObjectiveModel objective)
    {
        try
        {
            var result = new LevenbergMarquardtMinimizer().FindMinimum(objective, Vector<double>.Build.DenseOfArray(_start));
            bool hasConverged = result.ReasonForExit
                is ExitCondition.Converged or ExitCondition.RelativePoints or ExitCondition.RelativeGradient;
            return hasConverged ? new Answer(result.MinimizingPoint.ToArray()) : Answer.Failed;
        }
        catch (ArgumentException)       // thrown if a step is not finite
        {
            return Answer.Failed;
        }
    }

    private Vector<double> Values(Vector<double> parameters, Vector<double> places)
    {
        double[] b = parameters.AsArray() ?? parameters.ToArray(), values = new double[places.Count];
        for (int i = 0; i < values.Length; i++) values[i] = _formula(b, _rows.AsSpan(i * _columns, _columns));
        return Vector<double>.Build.Dense(values);
    }

    private Matrix<double> Jacobian(Vector<double> parameters, Vector<double> places)
    {
        for (int j = 0; j < _nodes.Length; j++) _nodes[j].Data = parameters[j];
        _tape.Jacobian(_rows, _jacobian, MatrixLayout.ColumnMajor);
        double[] ordered = new double[_jacobian.Length];        // Math.NET keeps it
        int rows = places.Count;
        for (int k = 0; k < _order.Length; k++) _jacobian.AsSpan(k * rows, rows).CopyTo(ordered.AsSpan(_order[k] * rows));
        return Matrix<double>.Build.Dense(rows, _nodes.Length, ordered);
    }
}
