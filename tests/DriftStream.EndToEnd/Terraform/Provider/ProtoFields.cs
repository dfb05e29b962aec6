using System.Text;

namespace DriftStream.EndToEnd.Terraform.Provider;

/// <summary>The fields of a protobuf message, as far as the plugin protocol needs them: bytes, texts, messages and truths.</summary>
internal sealed class ProtoFields
{
    private const int Varint = 0;
    private const int LengthDelimited = 2;
    private readonly List<byte> _message = [];

    /// <summary>The bytes fields of a message, by number.</summary>
    /// <exception cref="InvalidDataException">It is no such message.</exception>
    public static ILookup<int, byte[]> Read(ReadOnlyMemory<byte> message)
    {
        var fields = new List<(int Number, byte[] Value)>();
        for (var at = 0; at < message.Length;)
        {
            var tag = ReadVarint(message.Span, ref at);
            switch (tag & 7)
            {
                case Varint:
                    ReadVarint(message.Span, ref at);
                    break;
                case LengthDelimited:
                    var length = (int)ReadVarint(message.Span, ref at);
                    fields.Add(((int)(tag >> 3), message.Slice(at, length).ToArray()));
                    at += length;
                    break;
                default:
                    throw new InvalidDataException($"The plugin protocol has no field of wire type {tag & 7}.");
            }
        }

        return fields.ToLookup(f => f.Number, f => f.Value);
    }

    public ProtoFields With(int field, ReadOnlySpan<byte> bytes)
    {
        WriteVarint((ulong)((field << 3) | LengthDelimited));
        WriteVarint((ulong)bytes.Length);
        _message.AddRange(bytes);
        return this;
    }

    public ProtoFields With(int field, string text) => With(field, Encoding.UTF8.GetBytes(text));

    public ProtoFields With(int field, ProtoFields message) => With(field, message.ToArray());

    public ProtoFields WithTrue(int field)
    {
        WriteVarint((ulong)((field << 3) | Varint));
        WriteVarint(1);
        return this;
    }

    public byte[] ToArray() => [.. _message];

    private static ulong ReadVarint(ReadOnlySpan<byte> message, ref int at)
    {
        var value = 0ul;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }

    private void WriteVarint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _message.Add((byte)(value | 0x80));
        }

        _message.Add((byte)value);
    }
}
