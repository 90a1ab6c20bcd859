namespace Playground.Tabs.BreakIt;

/// <summary>A line of a program.</summary>
/// <param name="Text">The line.</param>
/// <param name="IsGuilty">Whether it answers the question of the program.</param>
/// <param name="IsChanged">Whether it is only in this version.</param>
public sealed record ProgramLine(string Text, bool IsGuilty, bool IsChanged)
{
    /// <summary>Whether it says something: braces and empty lines do not.</summary>
    public bool IsStatement => Text.Any(char.IsLetterOrDigit);
}
