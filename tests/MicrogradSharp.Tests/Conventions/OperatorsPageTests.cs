namespace MicrogradSharp.Tests.Conventions;

public sealed class OperatorsPageTests
{
    private const string Page = OperatorsPage.Document, Switch = PageFolder.UpdateSwitch;

    [Fact]
    public void The_page_of_operators_says_what_the_operators_say()
    {
        string expected = OperatorsPage.Write();
        if (Environment.GetEnvironmentVariable(Switch) == "1") File.WriteAllText(Path.Combine(Repository.Root, Page), expected);
        Repository.Read(Page).Should().Be(
            expected,
            $"{Page} is generated: run dotnet test --filter-class '*{nameof(OperatorsPageTests)}' with {Switch}=1, "
            + "and look at what changed");
    }
}
