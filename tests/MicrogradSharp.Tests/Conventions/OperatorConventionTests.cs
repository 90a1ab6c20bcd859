using System.Reflection;
using System.Text.RegularExpressions;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Conventions;

public sealed class OperatorConventionTests
{
    private const string Folder = "src/MicrogradSharp/Expressions";

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
    public void The_file_of_an_operator_holds_its_public_method_and_its_rule_and_nothing_about_rows()
    {
        foreach (string name in Operators.Select(type => type.Name))
        {
            string source = Repository.Read($"{Folder}/{name}.cs");
            source.Should().Contain("public readonly partial struct Node").And.MatchRegex($"public sealed (partial )?class {name} :");
            Regex.Count(source, @"\b(class|struct|interface|enum|record)\s+\w").Should().Be(
                2, $"{name}.cs holds Node's method and the rule");
            foreach (string rows in new[] { "Rows.", "Vector<", "int rows", "Span<double> y" })
            {
                source.Should().NotContain(rows, $"how rows are vectorised stands in Simd/{name}.cs");
            }
        }
    }

    [Fact]
    public void Every_file_in_Simd_is_a_part_of_a_rule()
    {
        string[] sources = [.. Repository.Sources(Folder)];
        string[] parts = [.. sources.Where(path => path.StartsWith($"{Folder}/Simd/", StringComparison.Ordinal))];
        parts.Should().HaveCountGreaterThan(30);
        foreach (string path in parts)
        {
            string name = Path.GetFileNameWithoutExtension(path);
            Repository.Read(path).Should().MatchRegex($@"partial class {name}\n\{{", "the rule's own file names the base");
            sources.Should().Contain(
                source => source != path && Path.GetFileNameWithoutExtension(source) == name, $"{path} is a part of a rule");
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
