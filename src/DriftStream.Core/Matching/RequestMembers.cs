using DriftStream.Core.CloudTrail;
using DriftStream.Core.Values;

namespace DriftStream.Core.Matching;

/// <summary>Finds API members in what CloudTrail records, whichever way the service's protocol spelled and wrapped them.</summary>
public static class RequestMembers
{
    private static readonly HashSet<string> Wrappers = new(["items", "item", "member", "members", "content", "value"], StringComparer.OrdinalIgnoreCase);

    // S3 records these under other names than its API uses.
    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Renamed = new Dictionary<string, string>
    {
        ["Bucket"] = "bucketName",
        ["Policy"] = "bucketPolicy",
        ["ACL"] = "x-amz-acl",
        ["SSECustomerAlgorithm"] = "x-amz-server-side-encryption-customer-algorithm",
        ["SSEKMSKeyId"] = "x-amz-server-side-encryption-aws-kms-key-id",
        ["BucketKeyEnabled"] = "x-amz-server-side-encryption-bucket-key-enabled",
        ["ObjectLockLegalHoldStatus"] = "x-amz-object-lock-legal-hold",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The parameters without the operation's own wrapper (<c>CreateFlowLogsRequest</c>, <c>createStageInput</c>).</summary>
    public static Value Root(CloudTrailEvent change) => change.Parameters;

    /// <summary>The response without the operation's own wrapper.</summary>
    public static Value ResponseRoot(CloudTrailEvent change) => change.Answer;

    /// <summary>All values under a member path such as <c>IpPermissions.IpRanges.CidrIp</c>; empty where there are none.</summary>
    public static IReadOnlyList<Member> Find(Value root, string path) => Find(root, path, twin: null);

    /// <summary>The same, where a segment must not be taken for another member that differs in its number only.</summary>
    public static IReadOnlyList<Member> Find(Value root, string path, string? twin)
    {
        List<Member>? found = null;
        Walk(root, path, twin is null ? default : new Twin(twin[(twin.LastIndexOf('.') + 1)..], twin.AsSpan().Count('.')), 0, [], ref found);
        return found ?? [];
    }

    /// <summary>All texts that an identifying member carries: by its path, by its XML spelling, or by its last segment anywhere.</summary>
    public static IReadOnlyList<string> FindIdentifiers(Value root, string path, string? xmlPath) => FindIdentifying(root, path, xmlPath) switch
    {
        [] => [],
        [var only] => [only.Text],
        var values => [.. values.Select(v => v.Text).Distinct()],
    };

    /// <summary>The values that hold these texts.</summary>
    internal static IReadOnlyList<Value> FindIdentifying(Value root, string path, string? xmlPath)
    {
        var values = Scalars(Find(root, path));
        if (values.Count == 0 && xmlPath is not null)
        {
            values = Scalars(Find(root, xmlPath));
        }

        if (values.Count == 0)
        {
            var found = new List<Value>();
            Search(root, LastOf(xmlPath ?? path), found, 0);
            values = [.. found.SelectMany(ScalarValuesIn)];
        }

        return values;
    }

    /// <summary>The value without the wrappers that CloudTrail's XML and EC2 conversion leaves: <c>items</c>, <c>item</c>, <c>content</c>, <c>value</c>.</summary>
    public static Value Unwrap(Value value)
    {
        if (value.Kind == ValueKind.List)
        {
            return value.Items.Any(NeedsUnwrapping) ? Value.ListOf(value.Items.Select(Unwrap)) : value;
        }

        if (value.Kind != ValueKind.Map || Wrapped(value) is not { } inner)
        {
            return value;
        }

        var plain = Unwrap(inner.Value);
        return inner.Key.Equals("item", StringComparison.OrdinalIgnoreCase) && plain.Kind != ValueKind.List ? Value.ListOf(plain) : plain;
    }

    /// <summary>The elements of a list, or the one that a record wrote without its list; empty where there is none.</summary>
    public static IReadOnlyList<Value> Each(Value value) => Unwrap(value) switch
    {
        { Kind: ValueKind.List } list => list.Items,
        { IsNull: true } or { Kind: ValueKind.Text, Text.Length: 0 } => [],
        var only => [only],
    };

    /// <summary>What stands beside a wrapped value and says nothing: how many items there are, which number one has, the namespace of the XML.</summary>
    internal static IEnumerable<Value> MarkupIn(Value map)
    {
        var isWrapper = map.Kind == ValueKind.Map && Wrapped(map) is not null;
        var hasItems = map.Find("items", StringComparison.OrdinalIgnoreCase) is not null;
        return map.Members.Where(m => IsNamespace(m.Key) || IsOrdinal(m.Key, m.Value) || (isWrapper && !Wrappers.Contains(m.Key)) || (hasItems && m.Key is "quantity" or "Quantity")).Select(m => m.Value);
    }

    /// <summary>The texts of a value: itself, or those of a list's elements.</summary>
    public static IEnumerable<string> ScalarsIn(Value value) => ScalarValuesIn(value).Select(v => v.Text);

    private static IEnumerable<Value> ScalarValuesIn(Value value) => Unwrap(value) switch
    {
        { IsScalar: true } scalar when scalar.Text.Length > 0 => [scalar],
        { Kind: ValueKind.List } list => list.Items.Select(Only).Where(i => i.IsScalar && i.Text.Length > 0),
        { Kind: ValueKind.Map } map when Only(map) is { IsScalar: true, Text.Length: > 0 } only => [only],
        _ => [],
    };

    // resourcesSet.items[].resourceId: a map with one member is that member.
    private static Value Only(Value value) => value is { Kind: ValueKind.Map, Members.Count: 1 } ? value.Members[0].Value : value;

    private static List<Value> Scalars(IReadOnlyList<Member> members)
    {
        var scalars = new List<Value>();
        for (var i = 0; i < members.Count; i++)
        {
            if (members[i].Value is { IsScalar: true } scalar)
            {
                scalars.AddRange(scalar.Text.Length > 0 ? new ReadOnlySpan<Value>(in scalar) : []);
            }
            else
            {
                scalars.AddRange(ScalarValuesIn(members[i].Value));
            }
        }

        return scalars;
    }

    private static void Walk(Value at, ReadOnlySpan<char> path, Twin twin, int segment, ListStep[] steps, ref List<Member>? found)
    {
        if (path.IsEmpty)
        {
            (found ??= []).Add(new Member(Unwrap(at), steps));
        }
        else if (at.Kind == ValueKind.List)
        {
            for (var i = 0; i < at.Items.Count; i++)
            {
                Walk(at.Items[i], path, twin, segment, [.. steps, new ListStep(segment - 1, i)], ref found);
            }
        }
        else if (at.Kind == ValueKind.Map)
        {
            var end = path.IndexOf('.');
            if (Child(at, end < 0 ? path : path[..end], twin.Segment == segment ? twin.Name : null) is { } child)
            {
                Walk(child, end < 0 ? [] : path[(end + 1)..], twin, segment + 1, steps, ref found);
            }
            else if (Wrapped(at) is { } wrapped)
            {
                Walk(wrapped.Value, path, twin, segment, steps, ref found);
            }
            else if (path is "Items" && (at["quantity"].Text is "0" || at["Quantity"].Text is "0"))
            {
                // CloudFront counts its lists, and leaves out the items of one that has none.
                (found ??= []).Add(new Member(Value.EmptyList, steps));
            }
        }
    }

    private static Value? Child(Value map, ReadOnlySpan<char> segment, string? twin)
    {
        if (Renamed.TryGetValue(segment, out var renamed) && map.Find(renamed, StringComparison.Ordinal) is { } special)
        {
            return special;
        }

        // "tagging": "" is only a marker beside the real "Tagging", so the exact spelling goes first.
        if (map.Find(segment, StringComparison.Ordinal) is { } exact)
        {
            return exact;
        }

        Value? marker = null;
        foreach (var (name, value) in map.Members)
        {
            if (MemberName.AreAlike(name, segment) && !name.Equals(twin, StringComparison.OrdinalIgnoreCase))
            {
                if ((value.Kind != ValueKind.Text || value.Text.Length > 0) && !IsOrdinal(name, value))
                {
                    return value;
                }

                marker = value;
            }
        }

        return marker;
    }

    private static string LastOf(string path) => path[(path.LastIndexOf('.') + 1)..];

    private static void Search(Value at, string member, List<Value> found, int depth)
    {
        if (depth > 6)
        {
            return;
        }

        foreach (var (name, value) in at.Members)
        {
            if (MemberName.AreOneWord(name, member) && Unwrap(value) is { IsScalar: true } or { Kind: ValueKind.List })
            {
                found.Add(value);
            }
            else
            {
                Search(value, member, found, depth + 1);
            }
        }

        foreach (var item in at.Items)
        {
            Search(item, member, found, depth + 1);
        }
    }

    private static bool NeedsUnwrapping(Value value) => value.Kind == ValueKind.Map && Wrapped(value) is not null;

    // {quantity, items}, {tag, content} and {items} are wrappers; a map with other members is not.
    private static KeyValuePair<string, Value>? Wrapped(Value map)
    {
        KeyValuePair<string, Value>? inner = null;
        foreach (var member in map.Members)
        {
            if (Wrappers.Contains(member.Key))
            {
                inner ??= member;
            }
            else if (member.Key is not ("quantity" or "Quantity" or "tag" or "enabled") && !IsNamespace(member.Key))
            {
                return null;
            }
        }

        return inner;
    }
    // EC2 numbers the elements of its newer lists: "tag": 1.
    private static bool IsOrdinal(string name, Value value) => name == "tag" && value.Kind == ValueKind.Number;

    private static bool IsNamespace(string name) => name.StartsWith("xmlns", StringComparison.Ordinal) || name.StartsWith("xsi:", StringComparison.Ordinal);

    /// <summary>A member that is not meant, and the segment where it could be taken for the one that is.</summary>
    private readonly record struct Twin(string? Name, int Segment);
}
