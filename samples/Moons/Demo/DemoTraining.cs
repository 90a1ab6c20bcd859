using MicrogradSharp;
using MicrogradSharp.Datasets;
using MicrogradSharp.Nn;
using MicrogradSharp.Optim;

namespace Moons;

/// <summary>Gradient descent over all rows at once with any of the three engines.</summary>
/// <remarks>The learning rates are those of micrograd's demo, from 1 down to 0.1.</remarks>
internal sealed class DemoTraining
{
    private const int Parts = 3;

    private readonly Dataset _points;
    private readonly Func<double> _backward;
    private readonly Tape _parts;       // for the report alone: each engine computes its own loss
    private readonly double[] _partsOfRows;

    public DemoTraining(Engine engine, MLP model, Dataset points, Summation summation)
    {
        var loss = new DemoLoss(model, summation);
        _points = points;
        _backward = Backward(engine, model, loss, points);
        _parts = Tape.Record(DemoLoss.Columns, row => loss.PartsOfRow(row));
        _partsOfRows = new double[Parts * points.RowCount];
        Optimizer = new Sgd(model.Parameters, learningRate: 1);
    }

    public Sgd Optimizer { get; }

    /// <summary>Computes the loss, and leaves its gradient in the parameters of the model.</summary>
    public double Backward() => _backward();

    /// <summary>Takes a step for each evaluation that the caller asks for, and returns the evaluation before the step.</summary>
    /// <exception cref="UserErrorException">The loss is no longer finite: the data are out of scale.</exception>
    public IEnumerable<Evaluation> Run(int steps)
    {
        var rate = Schedule.Linear(1, 0.1, steps);
        for (int step = 0; step < steps; step++)
        {
            var before = Evaluate(step) with { Loss = Finite(Backward(), step) };
            Optimizer.LearningRate = rate.At(step);
            Optimizer.Step();
            yield return before;
        }
    }

    /// <summary>Evaluates the model as it is now.</summary>
    /// <param name="step">The steps so far.</param>
    /// <exception cref="UserErrorException">The loss is no longer finite: the data are out of scale.</exception>
    public Evaluation Evaluate(int step)
    {
        _parts.Evaluate(_points.Rows, _partsOfRows);
        int rows = _points.RowCount, correct = 0;
        double hinges = 0, l2 = _partsOfRows[2];    // the same for every row
        for (int row = 0; row < rows; row++)
        {
            if (Scores.Label(_partsOfRows[Parts * row]) == _points[row, 2]) correct++;
            hinges += _partsOfRows[Parts * row + 1];
        }
        return new Evaluation(Finite(hinges / rows + l2, step), hinges / rows, l2, (double)correct / rows);
    }

    private static Func<double> Backward(Engine engine, MLP model, DemoLoss loss, Dataset points)
    {
        switch (engine)
        {
            case Engine.Eager:
                return () =>
                {
                    var output = loss.OfRows(points.Rows);
                    model.ZeroGrad();
                    output.Backward();
                    return output.Data;
                };
            case Engine.Retained:
                var graph = new Graph(loss.OfRows(points.Rows));
                return () =>
                {
                    double value = graph.Forward();
                    model.ZeroGrad();
                    graph.Backward();
                    return value;
                };
            case Engine.Tape:
                var tape = Tape.Record(DemoLoss.Columns, row => loss.OfRow(row));
                return () =>
                {
                    model.ZeroGrad();
                    return tape.Backward(points.Rows);
                };
            default:
                throw new ArgumentOutOfRangeException(nameof(engine), $"engine must be eager, retained or tape, but was {engine}.");
        }
    }

    private static double Finite(double loss, int step) => double.IsFinite(loss) ? loss : throw new UserErrorException(
        $"the loss must stay finite, but was {loss} at step {step}: training diverged; scale x0 and x1 to about -2 to 2.");
}
