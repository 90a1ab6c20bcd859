namespace Playground.Turns;

/// <summary>The turns that the browser gives to long work, between its frames.</summary>
public interface ITurns
{
    /// <summary>Completes when the browser has answered the user and drawn what was due. While the page is hidden it does not.</summary>
    Task Next();
}
