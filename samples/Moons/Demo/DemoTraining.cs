using MicrogradSharp.Optim;

namespace Moons;

/// <summary>Gradient descent over the full batch, with the rate of micrograd's demo: from 1 down to 0.1.</summary>
internal sealed class DemoTraining
{
    private readonly IObjective _objective;
    private readonly Optimizer _optimizer;
    private readonly Schedule _rate;
    private readonly int _steps;

    public DemoTraining(IObjective objective, Optimizer optimizer, int steps)
    {
        _objective = objective;
        _optimizer = optimizer;
        _rate = Schedule.Linear(1, 0.1, steps);
        _steps = steps;
    }

    /// <summary>Takes one step each time that the next record is asked for.</summary>
    /// <exception cref="UserErrorException">The loss stopped being a number: the data are out of scale.</exception>
    public IEnumerable<StepRecord> Run()
    {
        for (int step = 0; step < _steps; step++)
        {
            var before = _objective.EvaluateWithGradients();
            CheckFinite(before, step);
            _optimizer.LearningRate = _rate.At(step);
            _optimizer.Step();
            yield return new StepRecord(step, before);
        }
    }

    /// <summary>What the model is worth now, after the last update.</summary>
    /// <exception cref="UserErrorException">The loss stopped being a number: the data are out of scale.</exception>
    public Evaluation Evaluate()
    {
        var evaluation = _objective.Evaluate();
        CheckFinite(evaluation, _steps);
        return evaluation;
    }

    private static void CheckFinite(Evaluation evaluation, int step)
    {
        if (double.IsFinite(evaluation.Loss)) return;
        throw new UserErrorException(
            $"the loss must stay finite, but was {evaluation.Loss} at step {step}: training diverged; scale x0 and x1 to about -2 to 2.");
    }
}
