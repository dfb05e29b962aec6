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
        var indexes = member.Steps.Count == 0 ? null : BlockPlaces.Indexes(memberPath, attributePath, member.Steps);
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
            else
            {
                node.IsUnknown = facts is not { Nested.Count: > 0 };
            }

            if (i < names.Length - 1 && facts?.Kind is not (AttributeKind.Map or AttributeKind.Object))
            {
                node = node.Item(indexes?[i] ?? 0);
            }

            level = facts?.Nested ?? AttributeFacts.None;
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

    private sealed class Node
    {
        private static readonly SortedDictionary<int, Node> NoItems = [];
        private static readonly SortedDictionary<string, Node> NoMembers = new(StringComparer.Ordinal);
        private SortedDictionary<int, Node>? _items;
        private SortedDictionary<string, Node>? _members;

        public SortedDictionary<string, Node> Members => _members ?? NoMembers;

        private SortedDictionary<int, Node> Items => _items ?? NoItems;

        public Value? Leaf { get; set; }

        // There are members below, of which the catalogue has no facts.
        public bool IsUnknown { get; set; }

        public Node Member(string name) => Members.TryGetValue(name, out var node) ? node : (_members ??= new(StringComparer.Ordinal))[name] = new Node();

        public Node Item(int index) => Items.TryGetValue(index, out var node) ? node : (_items ??= [])[index] = new Node();

        private bool IsLeaf => Items.Count + Members.Count == 0;

        public Value ToValue() => Leaf is null || IsLeaf ? Inner() : Refined(Leaf, this);

        private Value Inner() => IsLeaf
            ? Leaf ?? Value.Null
            : Items.Count > 0
                ? Value.ListOf(Items.Values.Select(i => i.ToValue()))
                : Value.MapOf(Members.Select(m => KeyValuePair.Create(m.Key, m.Value.ToValue())));

        // A member that feeds a whole block, and members inside it that feed single attributes: those know their names better.
        // Where the catalogue has no facts of the block, the whole of it still has the API's names.
        private static Value Refined(Value whole, Node node) => (whole.Kind, node.Items.Count) switch
        {
            _ when node.IsUnknown || node.IsLeaf => node.Inner(),
            (ValueKind.Map, 0) => node.Members.Aggregate(whole, (all, m) => all.With(m.Key, Refined(all[m.Key], m.Value))),
            (ValueKind.Map, 1) => Value.ListOf(Refined(whole, node.Items.Values.First())),
            (ValueKind.List, var count) when count == whole.Items.Count => Value.ListOf(whole.Items.Zip(node.Items.Values, Refined)),
            _ when IsBare(whole) => node.Inner(),
            _ => whole,
        };

        // {items, quantity} became its items, but the attribute is a block that has both.
        private static bool IsBare(Value value) => value.IsScalar || value.IsNull || (value.Items.Count > 0 && value.Items.All(i => i.IsScalar));
    }
}
