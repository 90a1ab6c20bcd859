namespace MicrogradSharp.Optim;

/// <summary>Runs training over gradients that are computed elsewhere, with arguments that are already checked.</summary>
internal sealed class AsyncTrainingRun(
    IAsyncObjective objective, IReadOnlyList<IAsyncObjective> batches, Optimizer optimizer, TrainingOptions options)
{
    private readonly TrainingSteps _steps = new(optimizer, options);
    private readonly double[] _parameters = new double[optimizer.Parameters.Count];
    private readonly double[] _gradient = new double[optimizer.Parameters.Count];

    public async Task<TrainingResult> RunAsync()
    {
        int epochs = 0;
        if (options.ResumeFrom is { } checkpoint)
        {
            checkpoint.Restore(optimizer);
            epochs = checkpoint.Epochs;
        }
        while (epochs < options.Epochs)
        {
            double loss = await RunEpochAsync(epochs).ConfigureAwait(false);
            epochs++;
            _steps.WriteCheckpoint(epochs, isOver: false, stopping: null);
            _steps.Report(epochs - 1, loss, validation: null);
        }
        double last = await EvaluateAsync(objective, epochs - 1, batch: null, "over all rows at the end").ConfigureAwait(false);
        return new TrainingResult(last, ValidationLoss: null, epochs, BestEpoch: null, StopReason.Completed);
    }

    /// <summary>Takes a step for each batch, and returns the mean of their losses.</summary>
    private async ValueTask<double> RunEpochAsync(int epoch)
    {
        double sum = 0;
        for (int batch = 0; batch < batches.Count; batch++)
        {
            _steps.SetRate(epoch, batch, batches.Count);
            double loss = await EvaluateAsync(batches[batch], epoch, batch, $"batch {batch}").ConfigureAwait(false);
            for (int i = 0; i < _gradient.Length; i++) optimizer.Parameters[i].Value.Grad = _gradient[i];
            _steps.Step(epoch, batch, loss);
            sum += loss;
        }
        return sum / batches.Count;
    }

    private async ValueTask<double> EvaluateAsync(IAsyncObjective evaluated, int epoch, int? batch, string where)
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        optimizer.ReadData(_parameters);
        Array.Fill(_gradient, double.NaN);      // a number that the objective forgets to write is then an error, not an old number
        double loss = await evaluated.GradientAsync(_parameters, _gradient, options.CancellationToken).ConfigureAwait(false);
        if (double.IsFinite(loss)) return loss;
        _steps.TakeBack();
        throw NonFiniteTrainingException.OfLoss(where, epoch, batch, row: null, loss);
    }
}
