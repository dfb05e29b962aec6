using System.Text.Json;
using DriftStream.Core.Catalog;

namespace DriftStream.Core.Tests.Catalog;

/// <summary>Writes what <c>CatalogReads</c> reads.</summary>
internal static class ReadsWriter
{
    public static byte[] Write(CatalogFacts facts)
    {
        var strings = new StringPool();
        Tables(new(), strings, facts.Reads);
        strings.Number();

        var writer = new ByteWriter();
        strings.Write(writer);
        Tables(writer, strings, facts.Reads);
        return CatalogWriter.Sealed(writer.ToArray());
    }

    private static void Tables(ByteWriter writer, StringPool strings, JsonElement reads)
    {
        var records = new RecordList();
        var hashes = new List<uint>();
        foreach (var type in reads.EnumerateObject())
        {
            records.Add(Record(strings, type));
            hashes.Add(HashIndex.Hash(type.Name));
        }

        records.Write(writer);
        HashWriter.Write(writer, hashes);
    }

    private static byte[] Record(StringPool strings, JsonProperty type)
    {
        var writer = new ByteWriter();
        var members = new PathWriter(strings);
        var attributes = new PathWriter(strings);
        writer.Number(strings[type.Name]);
        writer.List([.. type.Value.EnumerateObject()], operation =>
        {
            writer.Number(strings[operation.Name]);
            writer.List([.. operation.Value.EnumerateObject()], pair =>
            {
                attributes.Write(writer, pair.Name);
                members.Write(writer, pair.Value.GetString()!);
            });
        });
        return writer.ToArray();
    }
}
