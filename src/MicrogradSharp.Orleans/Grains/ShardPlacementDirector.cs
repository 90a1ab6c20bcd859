using Orleans.Runtime.Placement;

namespace MicrogradSharp.Orleans.Grains;

/// <summary>Chooses the silo of a shard.</summary>
internal sealed class ShardPlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        SiloAddress[] silos = [.. context.GetCompatibleSilos(target)];
        Array.Sort(silos);
        return Task.FromResult(silos[ShardKey.IndexOf(target.GrainIdentity.Key.ToString()!) % silos.Length]);
    }
}
