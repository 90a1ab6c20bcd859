namespace MicrogradSharp.Optim;

/// <summary>Remembers the best epoch and its parameters, and decides when to stop waiting for a better one.</summary>
internal sealed class EarlyStopping(Optimizer optimizer, int patience, double minimumImprovement)
{
    private readonly double[] _parameters = new double[optimizer.Parameters.Count];

    private double _loss = double.PositiveInfinity;

    /// <summary>The best epoch so far; null before the first.</summary>
    public int? Epoch { get; private set; }

    /// <summary>Records the loss after an epoch, and the parameters if it is the best.</summary>
    public void Add(int epoch, double loss)
    {
        if (!(_loss - loss > minimumImprovement)) return;
        (Epoch, _loss) = (epoch, loss);
        optimizer.ReadData(_parameters);
    }

    /// <summary>Whether patience has run out.</summary>
    public bool IsOver(int epochs) => Epoch is { } best && epochs - 1 - best >= patience;

    /// <summary>Sets the optimiser's parameters to those of the best epoch.</summary>
    public void RestoreBest()
    {
        if (Epoch is not null) optimizer.WriteData(_parameters);
    }

    /// <summary>Returns a copy of the best epoch; null before the first epoch.</summary>
    public BestEpoch? ToBest() => Epoch is { } epoch ? new BestEpoch(epoch, _loss, [.. _parameters]) : null;

    /// <summary>Continues from the best epoch of a checkpoint.</summary>
    public void Resume(BestEpoch best)
    {
        (Epoch, _loss) = (best.Epoch, best.Loss);
        best.Parameters.CopyTo(_parameters, 0);
    }
}
