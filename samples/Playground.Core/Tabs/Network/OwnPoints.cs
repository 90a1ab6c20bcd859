using System.Globalization;
using System.Text;
using MicrogradSharp.Datasets;

namespace Playground.Tabs.Network;

/// <summary>Points that are drawn or pasted, on a fine grid over a square, so that many fit into an address. Immutable.</summary>
public sealed class OwnPoints
{
    public const int Most = 2000;

    private const int Bits = 14, Side = 1 << Bits, CharactersPerPoint = 5;
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private readonly int[] _codes;

    private OwnPoints(Square square, int[] codes) => (Square, _codes) = (square, codes);

    public Square Square { get; }

    public int Count => _codes.Length;

    public static OwnPoints Empty(Square square) => new(square, []);

    /// <summary>Reads what <see cref="ToString" /> wrote. Returns null if the text is something else.</summary>
    public static OwnPoints? Parse(string text)
    {
        string[] parts = text.Split(';');
        if (parts.Length != 2 || Square.Parse(parts[0]) is not { } square) return null;
        string digits = parts[1];
        if (digits.Length % CharactersPerPoint != 0 || digits.Length > Most * CharactersPerPoint) return null;
        int[] codes = new int[digits.Length / CharactersPerPoint];
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = Digits.IndexOf(digits[i]);
            if (digit < 0) return null;
            codes[i / CharactersPerPoint] = codes[i / CharactersPerPoint] << 6 | digit;
        }
        return Array.TrueForAll(codes, code => code < 1 << 2 * Bits + 1) ? new OwnPoints(square, codes) : null;
    }

    /// <summary>Takes the points of a data set of x0, x1 and a label that is above 0 for orange.</summary>
    public static OwnPoints Of(Dataset points, Square square)
    {
        int[] codes = new int[Math.Min(points.RowCount, Most)];
        for (int i = 0; i < codes.Length; i++) codes[i] = Code(square, points[i, 0], points[i, 1], points[i, 2] > 0);
        return new OwnPoints(square, codes);
    }

    /// <summary>Returns the points with one more; if there are too many already, the same points.</summary>
    public OwnPoints With(double x, double y, bool isOrange) =>
        Count == Most ? this : new OwnPoints(Square, [.. _codes, Code(Square, x, y, isOrange)]);

    /// <summary>Returns the points without the last one.</summary>
    public OwnPoints WithoutLast() => Count == 0 ? this : new OwnPoints(Square, _codes[..^1]);

    /// <summary>A data set of x0, x1 and a label, 0 for blue and 1 for orange.</summary>
    public Dataset ToDataset()
    {
        double[] rows = new double[3 * Count];
        for (int i = 0; i < Count; i++)
        {
            int code = _codes[i];
            rows[3 * i] = Square.X + Square.Reach * Part(code >> Bits + 1);
            rows[3 * i + 1] = Square.Y + Square.Reach * Part(code >> 1 & Side - 1);
            rows[3 * i + 2] = code & 1;
        }
        return new Dataset(["x0", "x1", "label"], rows);
    }

    public override string ToString()
    {
        var text = new StringBuilder(Square.ToString()).Append(';');
        foreach (int code in _codes)
        {
            for (int shift = 6 * (CharactersPerPoint - 1); shift >= 0; shift -= 6) text.Append(Digits[code >> shift & 63]);
        }
        return text.ToString();
    }

    private static double Part(int place) => 2 * (place + 0.5) / Side - 1;

    private static int Code(Square square, double x, double y, bool isOrange) =>
        (Place((x - square.X) / square.Reach) << Bits | Place((y - square.Y) / square.Reach)) << 1 | (isOrange ? 1 : 0);

    private static int Place(double part) => Math.Clamp((int)Math.Floor((part + 1) / 2 * Side), 0, Side - 1);
}
