namespace MicrogradSharp.Optim.Minimizing;

/// <summary>Writes the checkpoints of a minimisation, if its options ask for them.</summary>
internal sealed class CheckpointWriter
{
    private readonly Minimization _run;
    private readonly Func<Checkpoint> _take;
    private int _written;       // the iterations of the last checkpoint

    public CheckpointWriter(Minimization run, Func<Checkpoint> take)
    {
        (_run, _take) = (run, take);
        if (run.Options.CheckpointPath is not null) run.OnIteration = WriteIfDue;
    }

    /// <summary>Writes the last iteration, unless that is done.</summary>
    public void WriteLast()
    {
        if (_run.Options.CheckpointPath is not null && _written != _run.Iterations) Write();
    }

    private void WriteIfDue()
    {
        if (_run.Iterations % _run.Options.CheckpointEvery == 0) Write();
    }

    private void Write()
    {
        _take().Save(_run.Options.CheckpointPath!);
        _written = _run.Iterations;
    }
}
