using System.Text;

namespace DriftStream.Tests.Telemetry;

/// <summary>Reads fields of protobuf's wire format, without a schema.</summary>
/// <remarks>https://protobuf.dev/programming-guides/encoding/</remarks>
internal static class Protobuf
{
    /// <summary>The contents of every length-delimited field with this number.</summary>
    public static IReadOnlyList<byte[]> Messages(byte[] message, int field)
    {
        var found = new List<byte[]>();
        for (var at = 0; at < message.Length;)
        {
            var key = Number(message, ref at);
            switch (key & 7)
            {
                case 0:
                    Number(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    var length = (int)Number(message, ref at);
                    if ((int)(key >> 3) == field)
                    {
                        found.Add(message[at..(at + length)]);
                    }

                    at += length;
                    break;
            }
        }

        return found;
    }

    /// <summary>The text of a field; empty where it is absent.</summary>
    public static string Text(byte[] message, int field) => Messages(message, field) is [var text, ..] ? Encoding.UTF8.GetString(text) : "";

    private static ulong Number(byte[] message, ref int at)
    {
        var number = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            number |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return number;
            }
        }
    }
}
