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
    private readonly StepMemory _memory;
    private readonly EarlyStopping? _stopping;
    private int _epochs;    // done

    public TrainingRun(Tape tape, Dataset dataset, Optimizer optimizer, TrainingOptions options)
    {
        (_tape, _dataset, _optimizer, _options) = (tape, dataset, optimizer, options);
        _rows = new EpochRows(dataset, options.BatchSize, options.ShuffleSeed);
        _memory = optimizer.NewMemory();
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
            SetRate(epoch, batch);
            var (first, end) = _rows.Range(batch);
            loss += RunBatch(epoch, batch) * ((double)(end - first) / _dataset.RowCount);
        }
        double? validation = ValidationLoss(epoch);
        _stopping?.Add(epoch, validation ?? Mean(_dataset, epoch, "over all rows after it"));
        _epochs++;
        WriteCheckpoint();
        Report(epoch, loss, validation);
    }

    private void Report(int epoch, double loss, double? validation)
    {
        if (_options.Progress is null && _options.OnEpoch is null) return;
        var report = new EpochReport(epoch, loss, validation, _optimizer.LearningRate);
        _options.Progress?.Report(report);
        _options.OnEpoch?.Invoke(report);
    }

    private double RunBatch(int epoch, int batch)
    {
        _optimizer.ZeroGrad();
        double loss = Backward(epoch, batch);
        if (_options.MaxGradientNorm is { } norm) GradientClipping.ClipByNorm(_optimizer.Parameters, norm);
        if (!_optimizer.StepRemembering(_memory)) throw BadStep(epoch, batch, loss);
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

    private void SetRate(int epoch, int batch)
    {
        if (_options.Schedule is not { } schedule) return;
        if (_options.ScheduleUnit == ScheduleUnit.Epoch)
        {
            if (batch == 0) _optimizer.LearningRate = schedule.At(epoch);
        }
        else _optimizer.LearningRate = schedule.At((int)Math.Min(int.MaxValue, (long)epoch * _rows.BatchCount + batch));
    }

    private double? ValidationLoss(int epoch) =>
        _options.Validation is { } validation ? Mean(validation, epoch, "over the validation set after it") : null;

    private void WriteCheckpoint()
    {
        if (_options.CheckpointPath is not { } path) return;
        if (_epochs % _options.CheckpointEvery != 0 && _epochs != _options.Epochs && !IsOver) return;
        string? model = _options.ModelDescription ?? _options.ResumeFrom?.ModelDescription;
        Checkpoint.Take(_optimizer, _epochs, _stopping?.ToBest(), model, _options.Batches).Save(path);
    }

    private double Mean(Dataset dataset, int epoch, string where)
    {
        try
        {
            double loss = _tape.Mean(dataset.Rows);
            if (double.IsFinite(loss)) return loss;
            int? row = FirstBadRow(dataset.Rows);
            TakeBack();
            throw NonFiniteTrainingException.OfLoss(where, epoch, batch: null, row, loss);
        }
        catch (NonFiniteException e)
        {
            TakeBack();
            throw NonFiniteTrainingException.OfLoss(where, epoch, batch: null, e.Row, e.Mean, e);
        }
    }

    private NonFiniteTrainingException BadLoss(int epoch, int batch, double loss, int? rowOfBatch, NonFiniteException? cause = null)
    {
        // a gradient that is not finite is found before the step: the parameters have a finite loss, so they are the last good ones
        if (!double.IsFinite(loss)) TakeBack();
        var (first, end) = _rows.Range(batch);
        string where = $"batch {batch}, rows {first} to {end - 1} of the epoch";
        return NonFiniteTrainingException.OfLoss(where, epoch, batch, rowOfBatch is { } row ? _rows.RowAt(first + row) : null, loss, cause);
    }

    private NonFiniteTrainingException BadStep(int epoch, int batch, double loss)
    {
        double[] data = new double[_optimizer.Parameters.Count];
        _optimizer.ReadData(data);
        int parameter = Array.FindIndex(data, number => !double.IsFinite(number));
        TakeBack();
        return NonFiniteTrainingException.OfParameter(epoch, batch, parameter, data[parameter], loss, _optimizer.LearningRate);
    }

    /// <summary>Returns the first row whose own loss is not finite; null if only the sum is too large.</summary>
    private int? FirstBadRow(ReadOnlySpan<double> rows)
    {
        double[] losses = new double[rows.Length / _tape.Columns];
        _tape.Evaluate(rows, losses);
        int row = Array.FindIndex(losses, loss => !double.IsFinite(loss));
        return row < 0 ? null : row;
    }

    private void TakeBack()
    {
        if (_memory.HasStep) _optimizer.TakeBack(_memory);
    }
}
