using Orleans.Placement;

namespace MicrogradSharp.Orleans.Grains;

/// <summary>Marks grains that <see cref="ShardPlacement"/> spreads.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ShardPlacementAttribute() : PlacementAttribute(new ShardPlacement());
