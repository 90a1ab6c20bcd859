using System.Reflection;
using System.Runtime.CompilerServices;

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
        string[] generated = ["OrleansCodeGen", "Orleans"];
        typeof(ClusterObjective).Assembly.GetExportedTypes()
            .Where(type => !generated.Any(start => type.Namespace!.StartsWith(start, StringComparison.Ordinal)))
            .Should().OnlyContain(type => type.Namespace == "MicrogradSharp.Orleans");
    }

    [Fact]
    public void What_runs_on_silos_does_not_know_the_driver()
    {
        var types = typeof(ClusterObjective).Assembly.GetTypes().Where(type => type.Namespace == "MicrogradSharp.Orleans.Grains").ToArray();
        types.Should().HaveCountGreaterThan(10);
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        types.SelectMany(type => type.GetFields(All)).Select(field => field.FieldType.Namespace)
            .Should().NotContain("MicrogradSharp.Orleans.Driving");
    }
}
