using System.Buffers;

namespace MicrogradSharp.Datasets;

/// <summary>
/// Splits the text of a CSV file (RFC 4180) into fields, without allocating a string for each, and keeps track of the place for messages.
/// </summary>
internal sealed class CsvFields(TextReader reader, string? path)
{
    private const int FirstSize = 1 << 15;

    private static readonly SearchValues<char> s_special = SearchValues.Create(",\"\r\n");

    private char[] _buffer = new char[FirstSize];
    private int _length;        // of the text in the buffer
    private int _position;      // of the next character
    private int _start;         // of the field: the text before it may be overwritten
    private int _end;           // of the field: less than the position if quotes were removed
    private bool _started;
    private bool _moreFields;
    private long _line = 1;
    private long _fieldLine = 1;
    private int _column;

    /// <summary>The names of the columns, for messages, once they are known.</summary>
    public IReadOnlyList<string> Names { get; set; } = [];

    /// <summary>Whether the field was in quotes.</summary>
    public bool IsQuoted { get; private set; }

    /// <summary>Moves to the next record that is not a blank line, or to the end of the text.</summary>
    public bool NextRecord()
    {
        _start = _position;
        if (!_started) SkipByteOrderMark();
        while (TryPeek(out char c))
        {
            if (c is not ('\r' or '\n'))
            {
                _column = 0;
                _moreFields = true;
                return true;
            }
            _start = ++_position;
            if (c == '\r' && TryPeek(out char next) && next == '\n') _start = ++_position;
            _line++;
        }
        return false;
    }

    /// <summary>Returns the next field of the record. Its text is valid until the next call.</summary>
    public bool NextField(out ReadOnlySpan<char> text)
    {
        text = default;
        if (!_moreFields) return false;
        _column++;
        _fieldLine = _line;
        _start = _position;
        IsQuoted = TryPeek(out char first) && first == '"';
        if (IsQuoted) ReadQuoted();
        else ReadPlain();
        _moreFields = _position < _length && _buffer[_position] == ',';
        if (_moreFields) _position++;
        text = _buffer.AsSpan(_start, _end - _start);
        return true;
    }

    public FormatException Wrong(string what)
    {
        string file = path is null ? "" : $"{path}, ";
        string column = _column == 0 ? "" : $", column {_column}";
        string name = _column > 0 && _column <= Names.Count ? $" ({ShownText.Excerpt(Names[_column - 1])})" : "";
        return new FormatException($"{file}line {_fieldLine}{column}{name}: {what}");
    }

    private void ReadPlain()
    {
        int special;
        while ((special = _buffer.AsSpan(_position, _length - _position).IndexOfAny(s_special)) < 0)
        {
            _position = _length;
            if (!Fill()) break;
        }
        if (special > 0) _position += special;
        _end = _position;
        if (special >= 0 && _buffer[_position] == '"') throw Wrong("expected quotes around the whole field or none, but one was inside.");
    }

    /// <summary>Reads a field in quotes, and closes the gaps where quotes are removed. Line breaks inside count as lines.</summary>
    private void ReadQuoted()
    {
        _start = _end = ++_position;
        for (char before = '\0'; TryPeek(out char c); before = c)
        {
            _position++;
            if (c == '"')
            {
                if (!TryPeek(out char next) || next is ',' or '\r' or '\n') return;
                if (next != '"')
                {
                    throw Wrong($"expected a comma or the end of the line after the closing quote, but was {ShownText.Quoted([next])}.");
                }
                _position++;
            }
            if (c == '\r' || (c == '\n' && before != '\r')) _line++;
            _buffer[_end++] = c;
        }
        throw Wrong("expected a closing quote, but the text ends.");
    }

    private void SkipByteOrderMark()
    {
        _started = true;
        if (TryPeek(out char c) && c == '\uFEFF') _start = ++_position;
    }

    private bool TryPeek(out char c)
    {
        bool there = _position < _length || Fill();
        c = there ? _buffer[_position] : default;
        return there;
    }

    /// <summary>Reads more text into the buffer, and keeps the part of the field that is already there.</summary>
    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _length - _start).CopyTo(_buffer);
            _position -= _start;
            _end -= _start;
            _length -= _start;
            _start = 0;
        }
        if (_length == _buffer.Length) Array.Resize(ref _buffer, checked(2 * _buffer.Length));
        int read = reader.Read(_buffer.AsSpan(_length));
        _length += read;
        return read > 0;
    }
}
