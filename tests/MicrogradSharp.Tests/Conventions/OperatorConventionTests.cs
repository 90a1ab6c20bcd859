using System.Reflection;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Conventions;

public sealed class OperatorConventionTests
{
    private static IEnumerable<Type> Operators =>
        typeof(Expr).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Expr)) && !type.IsAbstract);

    [Fact]
    public void Every_operator_passes_the_contract()
    {
        var covered = typeof(OperatorContract<>).Assembly.GetTypes()
            .Select(type => type.BaseType)
            .Where(type => type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(OperatorContract<>))
            .Select(type => type!.GetGenericArguments()[0]);
        Operators.Should().HaveCountGreaterThan(30);
        covered.Should().BeEquivalentTo(Operators);
    }

    [Fact]
    public void Every_operator_is_sealed_and_holds_no_state()
    {
        foreach (var type in Operators)
        {
            type.IsSealed.Should().BeTrue(type.Name);
            type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy)
                .Where(field => !field.IsInitOnly).Should().BeEmpty($"{type.Name} is shared between nodes and threads");
            type.GetProperties().Should().OnlyContain(property => !property.CanWrite, $"{type.Name} is shared between nodes and threads");
        }
    }

    [Fact]
    public void Every_operator_has_a_file_with_its_public_method()
    {
        foreach (string name in Operators.Select(type => type.Name))
        {
            string source = Repository.Read($"src/MicrogradSharp/Expressions/{name}.cs");
            source.Should().Contain("public readonly partial struct Node").And.Contain($"public sealed class {name} :");
        }
    }

    [Fact]
    public void Every_reference_value_is_used()
    {
        string tests = string.Concat(Repository.Sources("tests/MicrogradSharp.Tests/Expressions").Select(Repository.Read));
        var names = ReferenceValues.Json("operators.json").GetProperty("cases").EnumerateArray()
            .Select(c => c.GetProperty("op").GetString()!).Distinct();
        string[] unused = [.. names.Where(name => !tests.Contains($"\"{name}\"", StringComparison.Ordinal))];
        unused.Should().BeEmpty();
    }
}
