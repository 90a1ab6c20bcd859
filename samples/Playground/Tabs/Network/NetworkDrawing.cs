using System.Runtime.InteropServices.JavaScript;
using Microsoft.AspNetCore.Components.Web;

namespace Playground.Tabs.Network;

/// <summary>What the tab asks of the browser.</summary>
internal static partial class NetworkDrawing
{
    /// <summary>Draws small square maps on one canvas.</summary>
    /// <param name="id">The canvas.</param>
    /// <param name="levels">The levels of all maps, from 0 to 255, one after the other.</param>
    /// <param name="side">The number of levels on a side of a map.</param>
    /// <param name="places">The left, the top and the side of each map, as parts of the width of the canvas.</param>
    [JSImport("drawTiles", "page")]
    public static partial void DrawTiles(
        string id, [JSMarshalAs<JSType.MemoryView>] Span<byte> levels, int side, [JSMarshalAs<JSType.MemoryView>] Span<double> places);

    /// <summary>Gives a file to the user.</summary>
    [JSImport("saveFile", "page")]
    public static partial void SaveFile(string name, [JSMarshalAs<JSType.MemoryView>] Span<byte> bytes);

    /// <summary>Where a pointer is in an element: from −1 to 1, from left to right and from the bottom to the top.</summary>
    public static (double X, double Y) Place(string id, PointerEventArgs at)
    {
        double[] place = PlaceIn(id, at.ClientX, at.ClientY);
        return (place[0], place[1]);
    }

    [JSImport("placeIn", "page")]
    private static partial double[] PlaceIn(string id, double x, double y);
}
