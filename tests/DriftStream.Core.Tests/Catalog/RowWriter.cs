using System.Text.Json;
using DriftStream.Core.Catalog;

namespace DriftStream.Core.Tests.Catalog;

/// <summary>Writes what <c>RowReader</c> reads: the rows of one event.</summary>
internal sealed class RowWriter(StringPool strings, IReadOnlyDictionary<string, int> types, ByteWriter writer)
{
    private readonly PathWriter _members = new(strings);
    private readonly PathWriter _attributes = new(strings);

    public void Write(JsonElement row)
    {
        var facts = RowFacts.Read(row);
        var bits = Bits(row, facts);
        writer.Byte((int)bits & 0xFF);
        writer.Byte((int)bits >> 8);
        if (facts.Effect == RowEffect.Tag)
        {
            writer.List(facts.TagPackages, package => writer.Number(strings[package]));
        }
        else
        {
            writer.Number(types[facts.Type!]);
        }

        Unless(facts.Ids.Count == 0, () => writer.List(facts.Ids, Pair));
        Unless(facts.Outs.Count == 0, () => writer.List(facts.Outs, Pair));
        Unless(facts.Pairs.Count == 0, () => writer.List(facts.Pairs, Pair));
        Unless(facts.Touch.Count == 0, () => writer.List(facts.Touch, path => _attributes.Write(writer, path)));
        Unless(facts.Spellings.Count == 0, () => writer.List(facts.Spellings, Spelling));
    }

    private static RowBits Bits(JsonElement row, RowFacts facts) =>
        (RowBits)facts.Effect
        | (RowBits)(facts.Weight << 3)
        | Mark(row, "one", RowBits.Singleton)
        | Mark(row, "inf", RowBits.Inferred)
        | Mark(row, "man", RowBits.HandWritten)
        | (facts.Ids.Count > 0 ? RowBits.HasIds : 0)
        | (facts.Outs.Count > 0 ? RowBits.HasOuts : 0)
        | (facts.Pairs.Count > 0 ? RowBits.HasPairs : 0)
        | (facts.Touch.Count > 0 ? RowBits.HasTouch : 0)
        | (facts.Spellings.Count > 0 ? RowBits.HasSpellings : 0);

    private static RowBits Mark(JsonElement row, string name, RowBits bit) => row.TryGetProperty(name, out _) ? bit : 0;

    private static void Unless(bool empty, Action write)
    {
        if (!empty)
        {
            write();
        }
    }

    private void Pair(MemberPair pair)
    {
        writer.Number((pair.Attributes.Count << 2) | (pair.IsWeak ? 2 : 0) | (pair.XmlPath is null ? 0 : 1));
        _members.Write(writer, pair.Path);
        if (pair.XmlPath is { } xmlPath)
        {
            writer.Number(strings[xmlPath]);
        }

        foreach (var attribute in pair.Attributes)
        {
            _attributes.Write(writer, attribute);
        }
    }

    private void Spelling(MemberSpelling spelling)
    {
        _members.Write(writer, spelling.Path);
        writer.Number(strings[spelling.XmlPath]);
    }
}
