using MicrogradSharp.Datasets;

namespace MicrogradSharp.Optim;

/// <summary>Runs training once, with arguments that are already checked.</summary>
internal sealed class TrainingRun
{
    private readonly Tape _tape;
    private readonly Dataset _dataset;
    private readonly Optimizer _optimizer;
    private readonly TrainingOptions _options;
    private readonly EpochRows _rows;
    private readonly TrainingSteps _steps;
    private readonly EarlyStopping? _stopping;
    private int _epochs;    // done

    public TrainingRun(Tape tape, Dataset dataset, Optimizer optimizer, TrainingOptions options)
    {
        (_tape, _dataset, _optimizer, _options) = (tape, dataset, optimizer, options);
        _rows = new EpochRows(dataset, options.BatchSize, options.ShuffleSeed);
        _steps = new TrainingSteps(optimizer, options);
        if (options.Patience is { } patience) _stopping = new EarlyStopping(optimizer, patience, options.MinimumImprovement);
    }

    public TrainingResult Run()
    {
        if (_options.ResumeFrom is { } checkpoint) Resume(checkpoint);
        while (_epochs < _options.Epochs && !IsOver) RunEpoch();
        var reason = IsOver ? StopReason.EarlyStopped : StopReason.Completed;
        _stopping?.RestoreBest();
        double loss = Mean(_dataset, _epochs - 1, "over all rows at the end");
        return new TrainingResult(loss, ValidationLoss(_epochs - 1), _epochs, _stopping?.Epoch, reason);
    }

    private bool IsOver => _stopping is not null && _stopping.IsOver(_epochs);

    private void Resume(Checkpoint checkpoint)
    {
        checkpoint.Restore(_optimizer);
        _epochs = checkpoint.Epochs;
        if (checkpoint.Best is { } best) _stopping?.Resume(best);
    }

    private void RunEpoch()
    {
        int epoch = _epochs;
        _rows.Begin(epoch);
        double loss = 0;
        for (int batch = 0; batch < _rows.BatchCount; batch++)
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            _steps.SetRate(epoch, batch, _rows.BatchCount);
            var (first, end) = _rows.Range(batch);
            loss += RunBatch(epoch, batch) * ((double)(end - first) / _dataset.RowCount);
        }
        double? validation = ValidationLoss(epoch);
        _stopping?.Add(epoch, validation ?? Mean(_dataset, epoch, "over all rows after it"));
        _epochs++;
        _steps.WriteCheckpoint(_epochs, IsOver, _stopping);
        _steps.Report(epoch, loss, validation);
    }

    private double RunBatch(int epoch, int batch)
    {
        _optimizer.ZeroGrad();
        double loss = Backward(epoch, batch);
        _steps.Step(epoch, batch, loss);
        return loss;
    }

    private double Backward(int epoch, int batch)
    {
        var rows = _rows.Batch(batch);
        try
        {
            double loss = _tape.Backward(rows);
            if (double.IsFinite(loss)) return loss;
            throw BadLoss(epoch, batch, loss, FirstBadRow(rows));
        }
        catch (NonFiniteException e)        // from a tape with StopAtNonFinite
        {
            throw BadLoss(epoch, batch, e.Mean, e.Row, e);
        }
    }

    private double? ValidationLoss(int epoch) =>
        _options.Validation is { } validation ? Mean(validation, epoch, "over the validation set after it") : null;

    private double Mean(Dataset dataset, int epoch, string where)
    {
        try
        {
            double loss = _tape.Mean(dataset.Rows);
            if (double.IsFinite(loss)) return loss;
            int? row = FirstBadRow(dataset.Rows);
            _steps.TakeBack();
            throw NonFiniteTrainingException.OfLoss(where, epoch, batch: null, row, loss);
        }
        catch (NonFiniteException e)
        {
            _steps.TakeBack();
            throw NonFiniteTrainingException.OfLoss(where, epoch, batch: null, e.Row, e.Mean, e);
        }
    }

    private NonFiniteTrainingException BadLoss(int epoch, int batch, double loss, int? rowOfBatch, NonFiniteException? cause = null)
    {
        // a gradient that is not finite is found before the step: the parameters have a finite loss, so they are the last good ones
        if (!double.IsFinite(loss)) _steps.TakeBack();
        var (first, end) = _rows.Range(batch);
        string where = $"batch {batch}, rows {first} to {end - 1} of the epoch";
        return NonFiniteTrainingException.OfLoss(where, epoch, batch, rowOfBatch is { } row ? _rows.RowAt(first + row) : null, loss, cause);
    }

    /// <summary>Returns the first row whose own loss is not finite; null if only the sum is too large.</summary>
    private int? FirstBadRow(ReadOnlySpan<double> rows)
    {
        double[] losses = new double[rows.Length / _tape.Columns];
        _tape.Evaluate(rows, losses);
        int row = Array.FindIndex(losses, loss => !double.IsFinite(loss));
        return row < 0 ? null : row;
    }
}
