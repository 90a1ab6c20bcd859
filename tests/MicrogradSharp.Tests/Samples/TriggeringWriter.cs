namespace MicrogradSharp.Tests.Samples;

/// <summary>Text that calls when it comes to hold a phrase: a user who watches, and presses Ctrl+C.</summary>
internal sealed class TriggeringWriter : StringWriter
{
    /// <summary>What to wait for, and what to do then.</summary>
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
