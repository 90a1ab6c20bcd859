namespace MicrogradSharp.Tests.Conventions;

public sealed class OperatorsPageTests
{
    [Fact]
    public void The_page_of_operators_says_what_the_operators_say() =>
        GeneratedFile.Check(OperatorsPage.Document, OperatorsPage.Write(), nameof(OperatorsPageTests));
}
