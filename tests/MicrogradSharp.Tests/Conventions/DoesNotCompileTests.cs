namespace MicrogradSharp.Tests.Conventions;

/// <summary>Code that must not compile, because it would silently lose a gradient or freeze a branch.</summary>
public sealed class DoesNotCompileTests
{
    [Theory]
    [InlineData("double d = x;", "CS0029")]
    [InlineData("double d = (double)x;", "CS0030")]
    [InlineData("double d = Math.Sin(x);", "CS1503")]
    [InlineData("bool b = x > 0;", "CS0019")]
    [InlineData("bool b = x < y;", "CS0019")]
    [InlineData("bool b = x >= y;", "CS0019")]
    [InlineData("bool b = x == 0.0;", "CS0019")]
    [InlineData("if (x) { }", "CS0029")]
    public void It_does_not_compile(string statement, string error)
    {
        CSharpProgram.Errors(Program(statement)).Should().ContainSingle().Which.Should().Contain($"error {error}");
    }

    [Fact]
    public void The_same_program_with_the_data_does() =>
        CSharpProgram.Errors(Program("double d = Math.Sin(x.Data); Console.WriteLine(d);")).Should().BeEmpty();

    private static string Program(string statement) =>
        $"""
        using MicrogradSharp;
        Node x = 1.0, y = 2.0;
        Console.WriteLine(x + y);
        {statement}
        """;
}
