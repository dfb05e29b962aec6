using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DriftStream.Core.Values;

/// <summary>Writes a <see cref="Value"/> as JSON.</summary>
public static class ValueWriter
{
    private const int UsualLength = 1 << 10;
    private const int MostKept = 1 << 20;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _output;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>How DriftStream writes JSON for people and programs alike: compact, and with letters as letters.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = false };

    /// <summary>Writes the value; a hidden one as null, because a shown secret is worse than a missing value.</summary>
    public static void Write(Utf8JsonWriter writer, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Bool:
                writer.WriteBooleanValue(value.IsTrue);
                break;
            case ValueKind.Number:
                writer.WriteRawValue(value.Text, skipInputValidation: false);
                break;
            case ValueKind.Text:
                writer.WriteStringValue(value.Text);
                break;
            case ValueKind.List:
                writer.WriteStartArray();
                foreach (var item in value.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case ValueKind.Map:
                writer.WriteStartObject();
                foreach (var (name, member) in value.Members)
                {
                    writer.WritePropertyName(name);
                    Write(writer, member);
                }

                writer.WriteEndObject();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    /// <summary>The value as compact JSON text.</summary>
    public static string ToJson(Value value)
    {
        if (value.IsHidden)
        {
            return "(hidden)";
        }

        var output = _output is { Capacity: <= MostKept } known ? known : _output = new(UsualLength);
        output.ResetWrittenCount();
        var writer = _writer ??= new(output, Options);
        writer.Reset(output);
        Write(writer, value);
        writer.Flush();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
