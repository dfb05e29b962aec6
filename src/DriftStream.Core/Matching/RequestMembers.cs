using DriftStream.Core.CloudTrail;
using DriftStream.Core.Values;

namespace DriftStream.Core.Matching;

/// <summary>Finds API members in what CloudTrail records, whichever way the service's protocol spelled and wrapped them.</summary>
public static class RequestMembers
{
    private static readonly string[] Wrappers = ["items", "item", "member", "members", "content", "value"];

    // S3 records these under other names than its API uses.
    private static readonly Dictionary<string, string> Renamed = new()
    {
        ["Bucket"] = "bucketName",
        ["Policy"] = "bucketPolicy",
        ["ACL"] = "x-amz-acl",
    };

    /// <summary>The parameters without the operation's own wrapper (<c>CreateFlowLogsRequest</c>, <c>createStageInput</c>).</summary>
    public static Value Root(CloudTrailEvent change) => Unwrapped(change.Request, change.Operation);

    /// <summary>The response without the operation's own wrapper.</summary>
    public static Value ResponseRoot(CloudTrailEvent change) => Unwrapped(change.Response, change.Operation);

    /// <summary>All values under a member path such as <c>IpPermissions.IpRanges.CidrIp</c>; empty where there are none.</summary>
    public static IReadOnlyList<Member> Find(Value root, string path)
    {
        var found = new List<Member>();
        Walk(root, path.Split('.'), 0, [], found);
        return found;
    }

    /// <summary>All texts that an identifying member carries: by its path, by its XML spelling, or by its last segment anywhere.</summary>
    public static IReadOnlyList<string> FindIdentifiers(Value root, string path, string? xmlPath)
    {
        var texts = Texts(Find(root, path));
        if (texts.Count == 0 && xmlPath is not null)
        {
            texts = Texts(Find(root, xmlPath));
        }

        if (texts.Count == 0)
        {
            var found = new List<Value>();
            Search(root, Singular(LastOf(xmlPath ?? path)), found, 0);
            texts = [.. found.SelectMany(ScalarsIn).Distinct()];
        }

        return texts;
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

    /// <summary>The texts of a value: itself, or those of a list's elements.</summary>
    public static IEnumerable<string> ScalarsIn(Value value) => Unwrap(value) switch
    {
        { IsScalar: true } scalar when scalar.Text.Length > 0 => [scalar.Text],
        { Kind: ValueKind.List } list => list.Items.Select(Only).Where(i => i.IsScalar && i.Text.Length > 0).Select(i => i.Text),
        { Kind: ValueKind.Map } map when Only(map) is { IsScalar: true, Text.Length: > 0 } only => [only.Text],
        _ => [],
    };

    // resourcesSet.items[].resourceId: a map with one member is that member.
    private static Value Only(Value value) => value is { Kind: ValueKind.Map, Members.Count: 1 } ? value.Members[0].Value : value;

    private static List<string> Texts(IReadOnlyList<Member> members) => [.. members.SelectMany(m => ScalarsIn(m.Value)).Distinct()];

    private static Value Unwrapped(Value root, string operation)
    {
        if (root.Kind != ValueKind.Map)
        {
            return root;
        }

        var wrapper = root.Members.FirstOrDefault(m => m.Value.Kind == ValueKind.Map && IsWrapperOf(m.Key, operation));
        return wrapper.Key is null
            ? root
            : Value.MapOf(root.Members.Where(m => m.Key != wrapper.Key).Concat(wrapper.Value.Members));
    }

    private static bool IsWrapperOf(string name, string operation) =>
        name.StartsWith(operation, StringComparison.OrdinalIgnoreCase)
        && name[operation.Length..] is "Request" or "Response" or "Input" or "Result"
        && name.Length > operation.Length;

    private static void Walk(Value at, string[] segments, int next, ListStep[] steps, List<Member> found)
    {
        if (at.Kind == ValueKind.List && next < segments.Length)
        {
            for (var i = 0; i < at.Items.Count; i++)
            {
                Walk(at.Items[i], segments, next, [.. steps, new ListStep(next - 1, i)], found);
            }

            return;
        }

        if (next == segments.Length)
        {
            found.Add(new Member(Unwrap(at), steps));
            return;
        }

        if (at.Kind != ValueKind.Map)
        {
            return;
        }

        if (Child(at, segments[next]) is { } child)
        {
            Walk(child, segments, next + 1, steps, found);
        }
        else if (Wrapped(at) is { } wrapped)
        {
            Walk(wrapped.Value, segments, next, steps, found);
        }
    }

    private static Value? Child(Value map, string segment)
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
            if (SameName(name, segment))
            {
                if (value.Kind != ValueKind.Text || value.Text.Length > 0)
                {
                    return value;
                }

                marker = value;
            }
        }

        return marker;
    }

    private static bool SameName(string recorded, string member) =>
        recorded.Equals(member, StringComparison.OrdinalIgnoreCase)
        || Singular(recorded).Equals(Singular(member), StringComparison.OrdinalIgnoreCase)
        || (recorded.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)
            && recorded[6..].Replace("-", "", StringComparison.Ordinal).Equals(member, StringComparison.OrdinalIgnoreCase));

    /// <summary>A member's name without the ending that makes it many: <c>instancesSet</c>, <c>InstanceIds</c> and <c>instanceId</c> become alike.</summary>
    private static string Singular(string name)
    {
        var text = name.ToLowerInvariant();
        foreach (var ending in (ReadOnlySpan<string>)["set", "list"])
        {
            if (text.Length > ending.Length + 2 && text.EndsWith(ending, StringComparison.Ordinal))
            {
                text = text[..^ending.Length];
            }
        }

        return text switch
        {
            _ when text.EndsWith("ies", StringComparison.Ordinal) => text[..^3] + "y",
            _ when text.EndsWith("sses", StringComparison.Ordinal) => text[..^2],
            _ when text.EndsWith("ss", StringComparison.Ordinal) => text,
            _ when text.Length > 2 && text.EndsWith('s') => text[..^1],
            _ => text,
        };
    }

    private static string LastOf(string path) => path[(path.LastIndexOf('.') + 1)..];

    private static void Search(Value at, string singular, List<Value> found, int depth)
    {
        if (depth > 6)
        {
            return;
        }

        foreach (var (name, value) in at.Members)
        {
            if (Singular(name) == singular && Unwrap(value) is { IsScalar: true } or { Kind: ValueKind.List })
            {
                found.Add(value);
            }
            else
            {
                Search(value, singular, found, depth + 1);
            }
        }

        foreach (var item in at.Items)
        {
            Search(item, singular, found, depth + 1);
        }
    }

    private static bool NeedsUnwrapping(Value value) => value.Kind == ValueKind.Map && Wrapped(value) is not null;

    // {quantity, items}, {tag, content} and {items} are wrappers; a map with other members is not.
    private static KeyValuePair<string, Value>? Wrapped(Value map)
    {
        KeyValuePair<string, Value>? inner = null;
        foreach (var member in map.Members)
        {
            if (Wrappers.Contains(member.Key, StringComparer.OrdinalIgnoreCase))
            {
                inner ??= member;
            }
            else if (member.Key is not ("quantity" or "Quantity" or "tag" or "enabled") && !member.Key.StartsWith("xmlns", StringComparison.Ordinal) && !member.Key.StartsWith("xsi:", StringComparison.Ordinal))
            {
                return null;
            }
        }

        return inner;
    }
}
