using System.Text.RegularExpressions;

namespace MicrogradSharp.Tests.Conventions;

/// <summary>A workflow runs only on its server. These tests allow only commands that <c>.ci/run</c> runs too.</summary>
public sealed partial class WorkflowTests
{
    private const string Push = "dotnet nuget push ";

    [Fact]
    public void A_workflow_runs_no_command_that_ci_run_does_not_run_but_the_push()
    {
        string[] rehearsed = [".ci/run", .. Repository.Read(".ci/run").Split('\n', StringSplitOptions.TrimEntries)];
        var commands = Directory.EnumerateFiles(Path.Combine(Repository.Root, ".github", "workflows"))
            .SelectMany(path => Command().Matches(File.ReadAllText(path))).Select(match => match.Groups["command"].Value).ToArray();

        commands.Should().Contain(".ci/run").And.Contain(command => command.StartsWith(Push, StringComparison.Ordinal));
        foreach (string command in commands.Where(command => !command.StartsWith(Push, StringComparison.Ordinal)))
        {
            // the arguments of a script may differ, such as a folder or a version
            string start = command.StartsWith(".ci/", StringComparison.Ordinal) ? command.Split(' ')[0] : command;
            rehearsed.Should().Contain(
                line => line == start || line.StartsWith($"{start} ", StringComparison.Ordinal), "it has {0}", command);
        }
    }

    [Fact]
    public void A_release_waits_for_all_of_ci_and_publishes_what_was_packed()
    {
        string release = Repository.Read(".github/workflows/release.yml");

        release.Should().MatchRegex(@"\n  check:\n    uses: \./\.github/workflows/ci\.yml\n");
        release.Should().MatchRegex(@"\n  pack:\n    needs: check\n").And.MatchRegex(@"\n  publish:\n    needs: pack\n");
        Repository.Read(".github/workflows/ci.yml").Should().Contain("\n  workflow_call:\n");
    }

    [GeneratedRegex(@"^ *(?:- )?run: *(?<command>.*)$", RegexOptions.Multiline)]
    private static partial Regex Command();
}
