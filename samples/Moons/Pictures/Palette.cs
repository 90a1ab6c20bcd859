namespace Moons;

/// <summary>The colours of all pictures: blue for the label -1, orange for 1, soft for regions and strong for points.</summary>
internal static class Palette
{
    public const string NegativeRegion = "#dbe9f6";
    public const string PositiveRegion = "#fde5cf";

    // The same in the terminal, where most have 256 colours and the soft ones above would turn grey.
    public const string NegativeTerminal = "#afd7ff";
    public const string PositiveTerminal = "#ffd7af";

    public const string NegativePoint = "#1f5fa8";
    public const string PositivePoint = "#d9650b";

    public const string Ink = "#30363d";
    public const string Faint = "#d5dae0";
}
