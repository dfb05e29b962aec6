using System.Text.Json;
using DriftStream.Core.Catalog;

namespace DriftStream.Core.Tests.Catalog;

/// <summary>Writes what <c>AttributeBlocks</c> reads; equal blocks only once.</summary>
internal sealed class BlockWriter(StringPool strings, GoConstants constants)
{
    public RecordList Records { get; } = new();

    public int Add(string package, JsonElement attributes)
    {
        var writer = new ByteWriter();
        writer.List([.. attributes.EnumerateObject()], attribute => Attribute(writer, package, attribute));
        return Records.Share(writer.ToArray());
    }

    public static AttributeKind Kind(char letter) => letter switch
    {
        's' => AttributeKind.Text,
        'i' => AttributeKind.Integer,
        'b' => AttributeKind.Bool,
        'f' => AttributeKind.Float,
        'l' => AttributeKind.List,
        'e' => AttributeKind.Set,
        'm' => AttributeKind.Map,
        'o' => AttributeKind.Object,
        'd' => AttributeKind.Dynamic,
        _ => throw new InvalidDataException($"The facts have an attribute type '{letter}' that the catalogue cannot hold."),
    };

    private static AttributeBits Flag(char letter) => letter switch
    {
        'R' => AttributeBits.Required,
        'O' => AttributeBits.Optional,
        'C' => AttributeBits.Computed,
        'S' => AttributeBits.Sensitive,
        'F' => AttributeBits.ForcesReplacement,
        'W' => AttributeBits.WriteOnly,
        'D' => AttributeBits.Deprecated,
        'B' => AttributeBits.Block,
        _ => throw new InvalidDataException($"The facts have an attribute flag '{letter}' that the catalogue cannot hold."),
    };

    private void Attribute(ByteWriter writer, string package, JsonProperty attribute)
    {
        var isPlain = attribute.Value.ValueKind == JsonValueKind.String;
        var flags = (isPlain ? attribute.Value : attribute.Value[0]).GetString()!;
        var more = isPlain ? default : attribute.Value[1];
        var @default = constants.Resolve(package, Text(more, "="));
        var suppressor = Text(more, "~");
        var hasNested = !isPlain && more.TryGetProperty(".", out _);
        var bits = flags.Skip(1).Aggregate((AttributeBits)Kind(flags[0]), (all, letter) => all | Flag(letter));

        writer.Number(strings[attribute.Name]);
        writer.Number((int)(bits
            | (@default is null ? 0 : AttributeBits.HasDefault)
            | (suppressor is null ? 0 : AttributeBits.HasSuppressor)
            | (hasNested ? AttributeBits.HasNested : 0)));
        foreach (var text in (string?[])[@default, suppressor])
        {
            if (text is not null)
            {
                writer.Number(strings[text]);
            }
        }

        if (hasNested)
        {
            writer.Number(Add(package, more.GetProperty(".")));
        }
    }

    private static string? Text(JsonElement more, string name) =>
        more.ValueKind == JsonValueKind.Object && more.TryGetProperty(name, out var text) ? text.GetString() : null;
}
