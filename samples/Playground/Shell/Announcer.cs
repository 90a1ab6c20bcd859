namespace Playground.Shell;

/// <summary>Says something to those who use a screen reader.</summary>
internal sealed class Announcer
{
    public event Action? Changed;

    public string Message { get; private set; } = "";

    /// <summary>Says a message after what is being said now. Say results, not progress.</summary>
    public void Say(string message)
    {
        Message = message == Message ? message + "\u00A0" : message;       // only what changes is said
        Changed?.Invoke();
    }
}
