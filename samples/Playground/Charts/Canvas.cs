using System.Runtime.InteropServices.JavaScript;

namespace Playground.Charts;

/// <summary>Draws numbers as colours.</summary>
internal static partial class Canvas
{
    /// <summary>Draws numbers from 0 to 1 on a square canvas, with the colours that CSS gives it.</summary>
    public static void Draw(string id, double[] numbers, int side)
    {
        var levels = new byte[numbers.Length];
        for (int i = 0; i < levels.Length; i++) levels[i] = (byte)Math.Round(255 * Math.Clamp(numbers[i], 0, 1));
        DrawLevels(id, levels, side);
    }

    [JSImport("drawLevels", "page")]
    private static partial void DrawLevels(string id, [JSMarshalAs<JSType.MemoryView>] Span<byte> levels, int side);
}
