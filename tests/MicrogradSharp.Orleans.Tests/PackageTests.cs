using System.Reflection;
using System.Runtime.CompilerServices;
using MicrogradSharp.Tests.Conventions;

namespace MicrogradSharp.Orleans.Tests;

/// <summary>What the package may use, and what it shows.</summary>
public sealed class PackageTests
{
    [Fact]
    public void The_package_uses_the_public_part_of_the_library_only() =>
        typeof(Value).Assembly.GetCustomAttributes<InternalsVisibleToAttribute>().Select(friend => friend.AssemblyName)
            .Should().NotBeEmpty().And.NotContain(typeof(ClusterObjective).Assembly.GetName().Name);

    [Fact]
    public void Every_public_type_is_in_the_namespace_of_the_package()
    {
        typeof(ClusterObjective).Assembly.GetExportedTypes()
            .Where(type => !type.Namespace!.StartsWith("OrleansCodeGen", StringComparison.Ordinal))
            .Should().OnlyContain(type => type.Namespace == "MicrogradSharp.Orleans");
    }

    [Fact]
    public void What_runs_on_silos_does_not_know_the_driver()
    {
        string[] sources = [.. Repository.Sources("src/MicrogradSharp.Orleans/Grains")];
        sources.Should().HaveCountGreaterThan(10);
        sources.Select(Repository.Read).Should().NotContain(text => text.Contains("Driving", StringComparison.Ordinal));
    }
}
