namespace DriftStream.Replay.Sources;

/// <summary>The rows of a table in RFC 4180's form, one after another.</summary>
/// <remarks>https://www.rfc-editor.org/rfc/rfc4180</remarks>
internal ref struct CsvRows(ReadOnlySpan<byte> table)
{
    private readonly ReadOnlySpan<byte> _table = table.StartsWith("\uFEFF"u8) ? table[3..] : table;
    private int _position;

    /// <summary>Whether the table ended inside quotes.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The next row's cells; null at the end.</summary>
    public List<byte[]>? Next()
    {
        if (_position >= _table.Length)
        {
            return null;
        }

        var cells = new List<byte[]>();
        do
        {
            cells.Add(Cell());
        }
        while (Passed((byte)','));

        Passed((byte)'\r');
        Passed((byte)'\n');
        return cells;
    }

    private byte[] Cell()
    {
        if (!Passed((byte)'"'))
        {
            var rest = _table[_position..];
            var plain = rest.IndexOfAny((byte)',', (byte)'\r', (byte)'\n') is >= 0 and var end ? rest[..end] : rest;
            _position += plain.Length;
            return plain.ToArray();
        }

        var cell = new List<byte>();
        do
        {
            var rest = _table[_position..];
            var end = rest.IndexOf((byte)'"');
            IsCut |= end < 0;
            cell.AddRange(end < 0 ? rest : rest[..end]);
            _position += end < 0 ? rest.Length : end + 1;
            if (IsCut || !Passed((byte)'"'))
            {
                return [.. cell];
            }

            cell.Add((byte)'"');
        }
        while (true);
    }

    private bool Passed(byte expected)
    {
        if (_position >= _table.Length || _table[_position] != expected)
        {
            return false;
        }

        _position++;
        return true;
    }
}
