namespace Playground.Charts;

/// <summary>The colours of the page. CSS says what each is, in light and in dark.</summary>
public enum Tone
{
    Blue,
    Orange,
    Teal,
    Violet,
    Ink,
}
