using MicrogradSharp.Orleans.Grains;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace MicrogradSharp.Orleans;

/// <summary>Lets a silo of Orleans hold shards.</summary>
public static class SiloBuilderExtensions
{
    /// <summary>Adds the shards, and the functions and sources that they may use.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configure">Adds the functions and sources: the same on every silo.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <example><code>
    /// host.UseOrleans(silo => silo.UseLocalhostClustering().AddMicrogradSharp(functions => functions
    ///     .Add("line", columns: 2, parameters: 2, (p, row) => (p[0] * row[0] + p[1] - row[1]).Pow(2))));
    /// </code></example>
    public static ISiloBuilder AddMicrogradSharp(this ISiloBuilder builder, Action<ShardFunctions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var functions = new ShardFunctions();
        configure(functions);
        builder.Services.AddSerializer(serializer => serializer.AddAssembly(typeof(ShardGrain).Assembly));
        builder.Services.AddSingleton(functions);
        builder.Services.AddSingleton<ShardWorkers>();
        return builder.AddPlacementDirector<ShardPlacement, ShardPlacementDirector>();
    }
}
