namespace MicrogradSharp.Tests.Samples;

/// <summary>A writer that calls back when its text contains a phrase, like a user who watches and presses Ctrl+C.</summary>
internal sealed class TriggeringWriter : StringWriter
{
    /// <summary>The phrase to wait for, and the action to run then.</summary>
    public (string Phrase, Action Call)? Trigger { get; set; }

    public override void Write(char value)
    {
        base.Write(value);
        Look();
    }

    public override void Write(string? value)
    {
        base.Write(value);
        Look();
    }

    private void Look()
    {
        if (Trigger is not { } trigger || !ToString().Contains(trigger.Phrase, StringComparison.Ordinal)) return;
        Trigger = null;
        trigger.Call();
    }
}
