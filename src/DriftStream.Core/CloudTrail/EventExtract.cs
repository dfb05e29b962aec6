using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using DriftStream.Core.Values;

namespace DriftStream.Core.CloudTrail;

/// <summary>What of an event says who caused it, when and where, in few bytes: neither what was asked nor what was answered.</summary>
public static class EventExtract
{
    private const int Absent = -1;

    /// <summary>Writes the extract of an event; its id and its time are the caller's to keep.</summary>
    public static void Write(CloudTrailEvent change, IBufferWriter<byte> into)
    {
        ArgumentNullException.ThrowIfNull(change);
        WriteText(change.Source, into);
        WriteText(change.Name, into);
        WriteText(change.Account, into);
        WriteText(change.Region, into);
        WriteText(change.SourceIp, into);
        WriteText(change.UserAgent, into);
        WriteText(change.Type, into);
        WriteText(change.FromConsole is { } console ? console ? bool.TrueString : bool.FalseString : null, into);
        into.Write(change.IdentityJson.Span);
    }

    /// <summary>Reads an extract. The event has neither request nor response.</summary>
    /// <param name="bytes">The extract, and nothing else; the event shows into it.</param>
    /// <param name="id">The event's id.</param>
    /// <param name="time">When it happened, UTC.</param>
    public static CloudTrailEvent Read(ReadOnlyMemory<byte> bytes, string id, DateTimeOffset time)
    {
        var rest = bytes.Span;
        var (source, name) = (ReadName(ref rest)!, ReadName(ref rest)!);
        return new()
        {
            Id = id,
            Time = time,
            Source = source,
            Name = name,
            Operation = OperationName.Of(name),
            Account = ReadName(ref rest),
            Region = ReadName(ref rest),
            IsReadOnly = false,
            SourceIp = ReadText(ref rest),
            UserAgent = ReadName(ref rest),
            Type = ReadName(ref rest),
            FromConsole = ReadName(ref rest) is { } console ? console == bool.TrueString : null,
            IdentityJson = bytes[^rest.Length..],
            Resources = [],
            Record = default,
        };
    }

    /// <summary>Writes a text, which may be null.</summary>
    public static void WriteText(string? text, IBufferWriter<byte> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        var room = into.GetSpan(sizeof(int) + Encoding.UTF8.GetMaxByteCount(text?.Length ?? 0));
        var length = text is null ? Absent : Encoding.UTF8.GetBytes(text, room[sizeof(int)..]);
        BinaryPrimitives.WriteInt32LittleEndian(room, length);
        into.Advance(sizeof(int) + Math.Max(0, length));
    }

    /// <summary>Reads a text and leaves what follows it.</summary>
    public static string? ReadText(ref ReadOnlySpan<byte> bytes) => Take(ref bytes, out var text) ? Encoding.UTF8.GetString(text) : null;

    /// <summary>The same for a text that comes again with other records.</summary>
    public static string? ReadName(ref ReadOnlySpan<byte> bytes) => Take(ref bytes, out var text) ? NameTable.Of(text) : null;

    private static bool Take(ref ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> text)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        text = bytes.Slice(sizeof(int), Math.Max(0, length));
        bytes = bytes[(sizeof(int) + text.Length)..];
        return length != Absent;
    }
}
