using System.Buffers;

namespace DriftStream.Core.Terraform;

/// <summary>Every instance that versions of a state hold, each once.</summary>
/// <param name="keep">Keeps bytes for as long as the versions are in use.</param>
internal sealed class InstancePool(Func<ReadOnlyMemory<byte>, StateContent> keep)
{
    // Kept in pieces that are worth a look into a file each.
    private const int PieceSize = 1 << 20;
    private readonly InstanceTableBuilder _rows = new();
    private readonly JoinedContent _content = new();
    private readonly Dictionary<string, IReadOnlyList<string>> _paths = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> _piece = new();
    private InstanceTable? _whole;

    /// <summary>How many instances there are.</summary>
    public int Count => _rows.Rows.Count;

    /// <summary>How many bytes their attributes have.</summary>
    public long Length => (long)_content.Length + _piece.WrittenCount;

    /// <summary>Adds an instance.</summary>
    public void Add(InstanceTable table, int number)
    {
        var attributes = table.AttributesOf(number);
        var marks = table.MarksOf(number);
        _rows.Add(table, number, ((int)Length, attributes.Length), marks with { SensitivePaths = OneList(marks.SensitivePaths) });
        _piece.Write(attributes.Span);
        if (_piece.WrittenCount >= PieceSize)
        {
            KeepPiece();
        }
    }

    /// <summary>All of them, when the last one was added.</summary>
    /// <param name="source">Where the state came from.</param>
    public InstanceTable Close(StateSource source)
    {
        KeepPiece();
        return _whole ??= new(_rows, _content, source, "") { IsPool = true };
    }

    /// <summary>Some of them, after it was closed.</summary>
    public InstanceTable Of(int[] picked, string lineage) => _whole!.Of(picked, _rows.Hashes, lineage);

    private void KeepPiece()
    {
        if (_piece.WrittenCount > 0)
        {
            _content.Add(keep(_piece.WrittenMemory.ToArray()));
            _piece.ResetWrittenCount();
        }
    }

    // Marks are told apart by their lists, and each reading of a state makes its own.
    private IReadOnlyList<string> OneList(IReadOnlyList<string> paths)
    {
        var key = string.Join('\0', paths);
        return _paths.TryGetValue(key, out var known) ? known : _paths[key] = paths;
    }
}
