using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MicrogradSharp.Tests.Conventions;

/// <summary>The examples in the documentation of an assembly, as IntelliSense shows them.</summary>
internal static class CodeExamples
{
    /// <summary>Compiles each example.</summary>
    /// <param name="assembly">The assembly; its documentation lies beside it.</param>
    /// <param name="count">How many examples there are at least.</param>
    /// <param name="usings">The namespaces that the examples take for granted.</param>
    /// <param name="madeElsewhere">What they do not make themselves: names, and declarations.</param>
    public static void MustCompile(Assembly assembly, int count, string[] usings, params (string Name, string Declaration)[] madeElsewhere)
    {
        string[] examples =
            [.. XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("code").Select(code => code.Value)];
        examples.Should().HaveCountGreaterThanOrEqualTo(count);
        foreach (string example in examples)
        {
            var missing = madeElsewhere.Where(made => !Regex.IsMatch(example, $@"(var|Node|double|Shard\[\]) {made.Name} ="));
            string program = $"""
                #pragma warning disable CS0219, CS8321, CS1718 // an example need not use what it declares
                {string.Join('\n', usings.Select(name => $"using {name};"))}
                _ = "an example may be a class only, but a program has a statement";
                {string.Join(' ', missing.Select(made => made.Declaration))}
                {example}
                """;
            CSharpProgram.Errors(program).Should().BeEmpty("the example must compile:\n{0}", example);
        }
    }
}
