using System.Buffers.Binary;
using System.Text.Json;
using DriftStream.Core.Catalog;

namespace DriftStream.Core.Tests.Catalog;

/// <summary>Turns the facts into the resource that the program embeds.</summary>
internal sealed class CatalogWriter
{
    private const string SourceSuffix = ".amazonaws.com";

    private readonly CatalogFacts _facts;
    private readonly GoConstants _constants;
    private readonly StringPool _strings;
    private readonly string[] _types;
    private readonly Dictionary<string, int> _typeNumbers;
    private readonly KeyAttributes _keys;

    private CatalogWriter(CatalogFacts facts, GoConstants constants, StringPool strings)
    {
        _facts = facts;
        _constants = constants;
        _strings = strings;
        _types = [.. facts.Types.EnumerateObject().Select(type => type.Name).Order(StringComparer.Ordinal)];
        _keys = new(facts);
        _typeNumbers = _types.Select((name, number) => (name, number)).ToDictionary(type => type.name, type => type.number);
    }

    public static byte[] Write(CatalogFacts facts, GoConstants constants)
    {
        var strings = new StringPool();
        new CatalogWriter(facts, constants, strings).Tables(new());
        strings.Number();

        var writer = new ByteWriter();
        strings.Write(writer);
        new CatalogWriter(facts, constants, strings).Tables(writer);
        return Sealed(writer.ToArray());
    }

    public static byte[] Sealed(byte[] tables)
    {
        var file = new byte[CatalogFile.HeaderLength + tables.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(file, CatalogFile.Mark);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4), CatalogFile.Checksum(tables));
        tables.CopyTo(file, CatalogFile.HeaderLength);
        return file;
    }

    private void Tables(ByteWriter writer)
    {
        var blocks = new BlockWriter(_strings, _constants);
        var types = new RecordList();
        foreach (var name in _types)
        {
            types.Add(TypeRecord(name, blocks));
        }

        blocks.Records.Write(writer);
        types.Write(writer);
        HashWriter.Write(writer, [.. _types.Select(name => HashIndex.Hash(name))]);
        Events(writer);
        Owners(writer);
    }

    private byte[] TypeRecord(string name, BlockWriter blocks)
    {
        var facts = _facts.Types.GetProperty(name);
        var package = facts.GetProperty("pkg").GetString()!;
        var hasTag = facts.TryGetProperty("tag", out var tag);
        var isGlobal = facts.TryGetProperty("global", out _);
        var writer = new ByteWriter();
        writer.Number(_strings[name]);
        writer.Number(_strings[package]);
        writer.Number((int)((isGlobal ? TypeBits.Global : 0) | (hasTag ? TypeBits.HasTag : 0)));
        if (hasTag)
        {
            writer.Number(_strings[tag.GetString()!]);
        }

        foreach (var list in (string[])["id", "identity", "read"])
        {
            string[] texts = facts.TryGetProperty(list, out var items) ? [.. items.EnumerateArray().Select(item => item.GetString()!)] : [];
            writer.List(texts, text => writer.Number(_strings[text]));
        }

        writer.List(_keys.Of(name), text => writer.Number(_strings[text]));
        writer.Number(blocks.Add(package, _facts.Attributes.GetProperty(name)));
        return writer.ToArray();
    }

    private void Events(ByteWriter writer)
    {
        var records = new RecordList();
        var hashes = new List<uint>();
        foreach (var source in _facts.Events.EnumerateObject())
        {
            var service = source.Name[..^SourceSuffix.Length];
            foreach (var operation in source.Value.EnumerateObject())
            {
                records.Add(EventRecord(service, operation));
                hashes.Add(HashIndex.Hash(service, operation.Name));
            }
        }

        records.Write(writer);
        HashWriter.Write(writer, hashes);
    }

    private byte[] EventRecord(string service, JsonProperty operation)
    {
        var writer = new ByteWriter();
        writer.Number(_strings[service]);
        writer.Number(_strings[operation.Name]);
        var rows = new RowWriter(_strings, _typeNumbers, writer);
        writer.List([.. operation.Value.EnumerateArray()], rows.Write);
        return writer.ToArray();
    }

    private void Owners(ByteWriter writer)
    {
        var records = new RecordList();
        foreach (var source in _facts.Events.EnumerateObject())
        {
            var owners = OwnerFinder.Find(source.Value, _facts.Types);
            if (owners.Count > 0)
            {
                var record = new ByteWriter();
                record.Number(_strings[source.Name[..^SourceSuffix.Length]]);
                record.List(owners, owner =>
                {
                    record.Number(_strings[owner.Member]);
                    record.List(owner.Types, type => record.Number(_typeNumbers[type]));
                });
                records.Add(record.ToArray());
            }
        }

        records.Write(writer);
    }
}
