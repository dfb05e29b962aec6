using DriftStream.Core.Catalog;
using DriftStream.Core.Values;

namespace DriftStream.Core.Comparing;

/// <summary>Lays the parts that a call names over the value that was there: what it does not name stays.</summary>
public static class Merge
{
    /// <summary>The value after a call that sends only parts of it.</summary>
    /// <param name="facts">What the provider says of the attribute; null where the catalogue has none.</param>
    /// <param name="before">The value before the call.</param>
    /// <param name="sent">What the call sends, in Terraform's shape.</param>
    public static Value Over(AttributeFacts? facts, Value before, Value sent)
    {
        if (sent.Kind == ValueKind.Map && before.Kind == ValueKind.Map && facts?.Kind != AttributeKind.Map)
        {
            return Members(facts, before, sent);
        }

        var isBlocks = sent.Items.Count > 0 && sent.Items.All(i => i.Kind == ValueKind.Map) && before.Kind == ValueKind.List;
        return isBlocks ? Blocks(facts, before, sent) : sent;
    }

    private static Value Members(AttributeFacts? facts, Value before, Value sent)
    {
        var merged = before;
        foreach (var (name, value) in sent.Members)
        {
            merged = merged.With(name, Over(facts?.Nested.GetValueOrDefault(name), before[name], value));
        }

        return merged;
    }

    // A list is sent whole; each block keeps what it does not say from the block that it resembles most, the most alike first.
    private static Value Blocks(AttributeFacts? facts, Value before, Value sent)
    {
        var merged = sent.Items.ToArray();
        var isOne = sent.Items.Count == 1 && before.Items.Count == 1;
        var pairs =
            from at in Enumerable.Range(0, merged.Length)
            from twin in Enumerable.Range(0, before.Items.Count)
            let likeness = Likeness(sent.Items[at], before.Items[twin])
            where likeness > 0 || isOne
            orderby likeness descending
            select (At: at, Twin: twin);
        var (done, taken) = (new HashSet<int>(), new HashSet<int>());
        foreach (var (at, twin) in pairs.Where(p => !done.Contains(p.At) && !taken.Contains(p.Twin)))
        {
            done.Add(at);
            taken.Add(twin);
            merged[at] = Members(facts, before.Items[twin], sent.Items[at]);
        }

        return Value.ListOf(merged);
    }

    private static int Likeness(Value block, Value other) => block.Members.Count(m => !Meaning.IsEmpty(m.Value) && Meaning.Same(m.Value, other[m.Key]));
}
