namespace MicrogradSharp.Orleans.Tests;

/// <summary>A cluster of three silos for the tests that leave it whole. They take turns.</summary>
[CollectionDefinition(nameof(ThreeSilos))]
public sealed class ThreeSilos : ICollectionFixture<ThreeSilos>, IAsyncLifetime
{
    public TestSilos Silos { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Silos = await TestSilos.StartAsync(3);

    public async ValueTask DisposeAsync() => await Silos.DisposeAsync();
}
