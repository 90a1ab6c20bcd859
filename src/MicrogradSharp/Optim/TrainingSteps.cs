namespace MicrogradSharp.Optim;

/// <summary>What training does with the gradients, wherever they come from: rates, clipping, steps, reports and checkpoints.</summary>
internal sealed class TrainingSteps(Optimizer optimizer, TrainingOptions options)
{
    private readonly StepMemory _memory = optimizer.NewMemory();

    public void SetRate(int epoch, int batch, int batchCount)
    {
        if (options.Schedule is not { } schedule) return;
        if (options.ScheduleUnit == ScheduleUnit.Epoch)
        {
            if (batch == 0) optimizer.LearningRate = schedule.At(epoch);
        }
        else optimizer.LearningRate = schedule.At((int)Math.Min(int.MaxValue, (long)epoch * batchCount + batch));
    }

    /// <summary>Clips the gradients and takes a step.</summary>
    /// <exception cref="NonFiniteTrainingException">A parameter is not finite after it. The step is taken back.</exception>
    public void Step(int epoch, int batch, double loss)
    {
        if (options.MaxGradientNorm is { } norm) GradientClipping.ClipByNorm(optimizer.Parameters, norm);
        if (optimizer.StepRemembering(_memory)) return;
        double[] data = new double[optimizer.Parameters.Count];
        optimizer.ReadData(data);
        int parameter = Array.FindIndex(data, number => !double.IsFinite(number));
        TakeBack();
        throw NonFiniteTrainingException.OfParameter(epoch, batch, parameter, data[parameter], loss, optimizer.LearningRate);
    }

    /// <summary>Undoes the last step, if there is one.</summary>
    public void TakeBack()
    {
        if (_memory.HasStep) optimizer.TakeBack(_memory);
    }

    /// <summary>Writes a checkpoint if one is due.</summary>
    /// <param name="epochs">The epochs done.</param>
    /// <param name="isOver">Whether training stops here, before all epochs.</param>
    /// <param name="stopping">The state of early stopping, or null.</param>
    public void WriteCheckpoint(int epochs, bool isOver, EarlyStopping? stopping)
    {
        if (options.CheckpointPath is not { } path) return;
        if (epochs % options.CheckpointEvery != 0 && epochs != options.Epochs && !isOver) return;
        string? model = options.ModelDescription ?? options.ResumeFrom?.ModelDescription;
        Checkpoint.Take(optimizer, epochs, stopping?.ToBest(), model, options.Batches).Save(path);
    }

    public void Report(int epoch, double loss, double? validation)
    {
        if (options.Progress is null && options.OnEpoch is null) return;
        var report = new EpochReport(epoch, loss, validation, optimizer.LearningRate);
        options.Progress?.Report(report);
        options.OnEpoch?.Invoke(report);
    }
}
