namespace MicrogradSharp.Tests.Datasets;

/// <summary>Returns a text a few characters at a time, so that every field crosses the end of a buffer at some point.</summary>
internal sealed class DribblingReader(string text, int most) : TextReader
{
    private int _position;

    public override int Read(Span<char> buffer)
    {
        int count = Math.Min(Math.Min(most, buffer.Length), text.Length - _position);
        text.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));
}
