using MicrogradSharp.Optim;

namespace Moons;

/// <summary>Hears of the epochs at once and in their order: the framework's Progress posts them, and may mix them up.</summary>
internal sealed class EpochListener : IProgress<TrainingStep>
{
    private readonly Action<TrainingStep> _hear;

    public EpochListener(Action<TrainingStep> hear) => _hear = hear;

    public void Report(TrainingStep value) => _hear(value);
}
