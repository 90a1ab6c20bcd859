namespace MicrogradSharp.Optim;

/// <summary>A copy of what a step changes, from before the step. Copying is cheap compared with the step itself.</summary>
internal sealed class StepMemory(int parameters, double[][] buffers)
{
    private readonly double[][] _kept = Array.ConvertAll(buffers, buffer => new double[buffer.Length]);

    /// <summary>The data of the parameters.</summary>
    public double[] Data { get; } = new double[parameters];

    /// <summary>The number of steps taken.</summary>
    public long StepCount { get; private set; }

    /// <summary>Whether there is a step to undo.</summary>
    public bool HasStep { get; private set; }

    /// <summary>Remembers the parameters, the count, and the optimiser's buffers.</summary>
    public void Keep(ReadOnlySpan<double> data, long stepCount)
    {
        data.CopyTo(Data);
        for (int i = 0; i < buffers.Length; i++) buffers[i].AsSpan().CopyTo(_kept[i]);
        StepCount = stepCount;
        HasStep = true;
    }

    /// <summary>Restores the optimiser's buffers.</summary>
    public void RestoreBuffers()
    {
        for (int i = 0; i < buffers.Length; i++) _kept[i].AsSpan().CopyTo(buffers[i]);
    }
}
