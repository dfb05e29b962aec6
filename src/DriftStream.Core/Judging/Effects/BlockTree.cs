using DriftStream.Core.Catalog;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Effects;

/// <summary>Collects single members of a request into values of Terraform's shape: blocks in lists, one per element of the request's lists.</summary>
internal sealed class BlockTree(IReadOnlyDictionary<string, AttributeFacts> schema)
{
    private readonly Node _root = new();

    /// <summary>Puts a member's value where its attribute is.</summary>
    /// <param name="memberPath">The API path, e.g. <c>IpPermissions.IpRanges.CidrIp</c>.</param>
    /// <param name="attributePath">Terraform's path, e.g. <c>ingress.cidr_blocks</c>.</param>
    /// <param name="member">The value and the list elements that led to it.</param>
    public void Put(string memberPath, string attributePath, Member member) => Put(memberPath, attributePath, member, joins: true);

    /// <summary>The same, but what was put there before counts no more.</summary>
    public void Replace(string memberPath, string attributePath, Member member) => Put(memberPath, attributePath, member, joins: false);

    private void Put(string memberPath, string attributePath, Member member, bool joins)
    {
        var names = attributePath.Split('.');
        var indexes = Indexes(memberPath.Split('.'), names, member.Steps);
        var node = _root;
        var level = schema;
        for (var i = 0; i < names.Length; i++)
        {
            var facts = level.GetValueOrDefault(names[i]);
            node = node.Member(names[i]);
            if (i == names.Length - 1)
            {
                node.Leaf = Joined(joins ? node.Leaf : null, Coercion.To(facts, member.Value), facts);
            }
            else if (facts?.Kind is not (AttributeKind.Map or AttributeKind.Object))
            {
                node = node.Item(indexes[i]);
            }

            level = facts?.Nested ?? level;
        }
    }

    /// <summary>The attributes with what was put under them.</summary>
    public IEnumerable<KeyValuePair<string, Value>> Attributes => _root.Members.Select(m => KeyValuePair.Create(m.Key, m.Value.ToValue()));

    private static Value Joined(Value? before, Value value, AttributeFacts? facts)
    {
        if (before is null)
        {
            return value;
        }

        return facts?.Kind is AttributeKind.List or AttributeKind.Set
            ? Value.ListOf(before.Items.Concat(value.Items).Distinct())
            : value;
    }

    // Which list element of the request is which block: by the name of the list, else the innermost list is the innermost block.
    private static int[] Indexes(string[] members, string[] attributes, IReadOnlyList<ListStep> steps)
    {
        var indexes = new int[attributes.Length];
        var free = attributes.Length - 2;
        foreach (var step in steps.Reverse())
        {
            var name = step.Segment >= 0 ? Plain(members[step.Segment]) : "";
            var at = Array.FindLastIndex(attributes, Math.Max(0, attributes.Length - 2), a => Plain(a) == name);
            at = at >= 0 && at <= free ? at : free;
            if (at >= 0)
            {
                indexes[at] = step.Index;
                free = at - 1;
            }
        }

        return indexes;
    }

    private static string Plain(string name)
    {
        var text = name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
        return text.EndsWith('s') ? text[..^1] : text;
    }

    private sealed class Node
    {
        private readonly SortedDictionary<int, Node> _items = [];

        public SortedDictionary<string, Node> Members { get; } = new(StringComparer.Ordinal);

        public Value? Leaf { get; set; }

        public Node Member(string name) => Members.TryGetValue(name, out var node) ? node : Members[name] = new Node();

        public Node Item(int index) => _items.TryGetValue(index, out var node) ? node : _items[index] = new Node();

        public Value ToValue() => Leaf is null ? Parts() : _items.Count + Members.Count == 0 ? Leaf : Refined(Leaf, Parts());

        private Value Parts() => _items.Count > 0
            ? Value.ListOf(_items.Values.Select(i => i.ToValue()))
            : Value.MapOf(Members.Select(m => KeyValuePair.Create(m.Key, m.Value.ToValue())));

        // A member that feeds a whole block, and members inside it that feed single attributes: those know their names better.
        private static Value Refined(Value whole, Value parts) => (whole.Kind, parts.Kind) switch
        {
            (ValueKind.Map, ValueKind.Map) => parts.Members.Aggregate(whole, (all, m) => all.With(m.Key, Refined(all[m.Key], m.Value))),
            (ValueKind.List, ValueKind.List) when whole.Items.Count == parts.Items.Count => Value.ListOf(whole.Items.Zip(parts.Items, Refined)),
            _ when IsBare(whole) => parts,
            _ => whole,
        };

        // {items, quantity} became its items, but the attribute is a block that has both.
        private static bool IsBare(Value value) => value.IsScalar || value.IsNull || (value.Items.Count > 0 && value.Items.All(i => i.IsScalar));
    }
}
