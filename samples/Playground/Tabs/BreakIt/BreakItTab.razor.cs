using Microsoft.AspNetCore.Components;
using Playground.Charts;
using Playground.Shell;

namespace Playground.Tabs.BreakIt;

/// <summary>Five programs with a fault.</summary>
public sealed partial class BreakItTab : TabPage<BreakItState>
{
    private Evidence _evidence = null!;     // OnArrived is called before the first drawing
    private ToolOutput? _found;

    [Inject]
    private Announcer Announcer { get; set; } = null!;

    private BrokenThing Thing => BrokenThing.All.First(thing => thing.Program.Key == State.Thing);

    private BrokenProgram Program => Thing.Program;

    /// <summary>Whether the line that is chosen is an answer.</summary>
    private bool IsAnswered => State.IsMended || Program.Lines(isMended: false).ElementAtOrDefault(State.Line - 1) is { IsGuilty: true };

    private string? NextThing => BrokenThing.All.SkipWhile(thing => thing != Thing).Skip(1).FirstOrDefault()?.Program.Key;

    protected override void OnArrived() => Compute();

    private static string Pressed(bool isPressed) => isPressed ? "true" : "false";

    private static string Tint(bool isRight) => isRight ? "text teal" : "text orange";

    private static string Cell(double number) => double.IsInteger(number) ? NumberFormat.Of(number, "R") : NumberFormat.Of(number);

    /// <summary>A line, with the rate of the slider.</summary>
    private string Shown(ProgramLine line) => Thing.HasRate && line.IsGuilty && !State.IsMended
        ? line.Text.Replace(NumberFormat.Exact(BreakItState.FoundRate), NumberFormat.Exact(State.Rate), StringComparison.Ordinal)
        : line.Text;

    private string LineClass(ProgramLine line, int number) =>
        State.IsMended ? line.IsChanged ? "right" : "" : number != State.Line ? "" : line.IsGuilty ? "right" : "wrong";

    private void GoTo(string key)
    {
        Choose(State.GoTo(key));
        Compute();
        Announcer.Say($"{Program.Title}. {Program.Story}");
    }

    private void Answer(int line)
    {
        Choose(State with { Line = line });
        if (IsAnswered) Move(State.Solve(Program.Key));
        Announcer.Say(IsAnswered ? $"That is it. {Program.Answer}" : $"Not this line. {Program.Hint}");
    }

    private void GiveUp()
    {
        int answer = Program.Lines(isMended: false).Select((line, i) => (line, i)).First(at => at.line.IsGuilty).i;
        Choose(State with { Line = answer + 1 });
        Announcer.Say(Program.Answer);
    }

    private void Mend(bool isMended)
    {
        Choose(State with { IsMended = isMended });
        Compute();
        Announcer.Say($"{(isMended ? "Mended" : "As it was found")}: {_evidence.What}, {NumberFormat.Of(_evidence.Number)}");
    }

    private void RunTool()
    {
        Choose(State with { IsToolShown = true });
        Compute();
        Announcer.Say(_found!.Verdict);
    }

    private void Drag(ChangeEventArgs change)
    {
        if (NumberFormat.Read((string?)change.Value) is not { } rate) return;
        Move(State with { Rate = Math.Clamp(rate, BreakItState.LowestRate, BreakItState.HighestRate) });
        Compute();
    }

    private void Compute()
    {
        _evidence = Thing.Run(State.IsMended, State.Rate);
        _found = State.IsToolShown ? Thing.Find(State.IsMended, State.Rate) : null;
    }
}
