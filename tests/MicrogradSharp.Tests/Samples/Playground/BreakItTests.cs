using System.Text.Json;
using MicrogradSharp.Tests.Conventions;
using Playground.Charts;
using Playground.Tabs.BreakIt;

namespace MicrogradSharp.Tests.Samples.Playground;

[Collection(nameof(DocumentTests))]     // the programs share one console
public sealed class BreakItTests
{
    private static readonly Dictionary<string, string[]> s_numbers = JsonSerializer.Deserialize<Dictionary<string, string[]>>(
        Repository.Read("tests/Browser/playground/break-it-numbers.json"))!;

    public static TheoryData<string> Keys => [.. BrokenThing.All.Select(thing => thing.Program.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void The_program_that_is_shown_prints_the_number_that_is_shown(string key)
    {
        var thing = Of(key);
        var printed = new[] { false, true }.Select(isMended => CSharpProgram.Run(thing.Program.Source(isMended)).Trim());
        var shown = new[] { false, true }.Select(isMended => NumberFormat.Exact(thing.Run(isMended, BreakItState.FoundRate).Number));

        shown.Should().Equal(printed).And.Equal(s_numbers[key], "the test in the browser expects these");
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void The_tool_finds_the_fault_and_accepts_the_mended_program(string key)
    {
        var thing = Of(key);

        (thing.Run(false, BreakItState.FoundRate).IsRight, thing.Find(false, BreakItState.FoundRate).Passed).Should().Be((false, false));
        (thing.Run(true, BreakItState.FoundRate).IsRight, thing.Find(true, BreakItState.FoundRate).Passed).Should().Be((true, true));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_question_has_an_answer_and_other_lines(string key)
    {
        var lines = Of(key).Program.Lines(isMended: false);

        lines.Where(line => line.IsGuilty).Should().NotBeEmpty().And.OnlyContain(line => line.IsStatement);
        lines.Count(line => line.IsStatement && !line.IsGuilty).Should().BeGreaterThan(5);
        Of(key).Program.Lines(isMended: true).Should().Contain(line => line.IsChanged);
    }

    [Fact]
    public void The_tools_name_what_they_found()
    {
        Of("nan").Find(false, 0).Verdict.Should().Be("The tape stops at row 4, at the operation log.");
        Of("frozen-branch").Find(false, 0).Texts[0].Text.Should().Contain("a branch on it would be frozen into the tape");
        Of("learning-rate").Find(false, BreakItState.FoundRate).Verdict.Should().Contain("2/8.4051 = 0.2380");
        Of("zero-grad").Find(false, 0).Rows.Select(row => row.Agrees).Should().Equal(true, false, false, false, false);
    }

    [Fact]
    public void Below_the_limit_the_loss_falls()
    {
        var below = Of("learning-rate").Run(false, 0.236);

        (below.IsRight, below.Expected).Should().Be((true, "it should be below the first, 21.0000"));
        Of("learning-rate").Run(false, 0.24).IsRight.Should().BeFalse();
    }

    [Fact]
    public void Things_are_solved_once_each_and_in_order()
    {
        var state = BreakItState.Parse(global::Playground.Addresses.Fields.Parse("solved=nan.nan.other."));

        state.Solve("wrong-slope").Solve("nan").Solved.Should().Be("wrong-slope.nan.");
        state.SolvedCount.Should().Be(1);
        state.GoTo("zero-grad").Should().Be(new BreakItState("zero-grad", false, false, 0, BreakItState.FoundRate, "nan."));
    }

    private static BrokenThing Of(string key) => BrokenThing.All.Single(thing => thing.Program.Key == key);
}
