namespace DriftStream.Core.Terraform;

/// <summary>Several contents, one behind the other.</summary>
internal sealed class JoinedContent : StateContent
{
    private readonly List<StateContent> _parts = [];
    private readonly List<int> _starts = [];
    private int _length;

    /// <inheritdoc/>
    public override int Length => _length;

    /// <summary>Puts one behind the others.</summary>
    public void Add(StateContent part)
    {
        _parts.Add(part);
        _starts.Add(_length);
        _length = checked(_length + part.Length);
    }

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Read(int start, int length) =>
        PartAt(start) is var part && start - _starts[part] + length <= _parts[part].Length
            ? _parts[part].Read(start - _starts[part], length)
            : Joined(start, length, new byte[length]);

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Read(int start, int length, Memory<byte> room) =>
        PartAt(start) is var part && start - _starts[part] + length <= _parts[part].Length
            ? _parts[part].Read(start - _starts[part], length, room)
            : Joined(start, length, room);

    private int PartAt(int start) => _starts.BinarySearch(start) is var place && place >= 0 ? place : ~place - 1;

    private ReadOnlyMemory<byte> Joined(int start, int length, Memory<byte> room)
    {
        var done = 0;
        for (var part = PartAt(start); done < length; part++)
        {
            var from = start + done - _starts[part];
            var count = Math.Min(length - done, _parts[part].Length - from);
            _parts[part].Read(from, count).CopyTo(room[done..]);
            done += count;
        }

        return room[..length];
    }
}
