using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DriftStream.Core.Tests.OpenData;

/// <summary>Parameters or an answer as CloudTrail records them: the spelling of the service's protocol, put together from API paths.</summary>
internal sealed partial class RecordedParameters(Protocol protocol, string operation)
{
    private readonly Part _root = new();

    /// <summary>Whether nothing was put in.</summary>
    public bool IsEmpty => _root.Members.Count == 0;

    /// <summary>Puts a value in; false where another one is there.</summary>
    /// <param name="path">The API path.</param>
    /// <param name="value">The value; an array for a list of scalars.</param>
    /// <param name="elements">For segments that are lists the element meant, by the segment's place in the path; -1 for structures.</param>
    public bool Put(string path, JsonNode? value, params int[] elements)
    {
        var (at, names) = (_root, path.Split('.'));
        for (var i = 0; i < names.Length - 1; i++)
        {
            at = at.Member(names[i]);
            if (at.HasLeaf)
            {
                return false;
            }

            at = i < elements.Length && elements[i] >= 0 ? at.Item(elements[i]) : at;
        }

        var leaf = at.Member(names[^1]);
        if (leaf.HasLeaf || leaf.Members.Count + leaf.Items.Count > 0)
        {
            return false;
        }

        (leaf.HasLeaf, leaf.Leaf) = (true, value);
        return true;
    }

    /// <summary>The record's member.</summary>
    public JsonObject ToJson()
    {
        var body = Map(_root, depth: 0);
        return protocol == Protocol.Ec2Request ? new() { [operation + "Request"] = body } : body;
    }

    /// <summary>Puts a value in in place of what was there.</summary>
    public void Replace(string name, JsonNode value)
    {
        _root.Members.Remove(name);
        Put(name, value);
    }

    /// <summary>Whether something was put in under exactly this path, lists left out.</summary>
    public bool Has(string path) => path.Split('.').Aggregate((Part?)_root, (at, name) => at?.Inside.Members.GetValueOrDefault(name)) is not null;

    private JsonObject Map(Part part, int depth)
    {
        var map = new JsonObject();
        foreach (var (name, member) in part.Members)
        {
            map[Spelled(name, member, depth)] = Node(name, member, depth + 1);
        }

        if (part.Members.TryGetValue("Items", out var items) && protocol == Protocol.Json && !map.ContainsKey("quantity"))
        {
            map.Insert(0, "quantity", Math.Max(1, items.Items.Count));
        }

        return map;
    }

    private JsonNode? Node(string name, Part part, int depth)
    {
        if (part.HasLeaf)
        {
            return part.Leaf is JsonArray list ? Scalars(name, list) : part.Leaf?.DeepClone();
        }

        if (part.Items.Count == 0)
        {
            return Map(part, depth);
        }

        JsonNode[] each = [.. part.Items.Select(i => Map(i.Value, depth))];
        return protocol switch
        {
            Protocol.Ec2 => new JsonObject { ["items"] = new JsonArray(each) },
            Protocol.Ec2Request => OneOrMany([.. each.Select((e, i) => Tagged(e.AsObject(), i))]),
            Protocol.S3 => OneOrMany(each),
            _ => new JsonArray(each),
        };
    }

    private JsonNode Scalars(string name, JsonArray list) => protocol switch
    {
        Protocol.Ec2 => new JsonObject { ["items"] = new JsonArray([.. list.Select(i => new JsonObject { [Camel(Singular(name))] = i?.DeepClone() })]) },
        Protocol.Ec2Request => OneOrMany([.. list.Select((item, i) => Tagged(new() { ["content"] = item?.DeepClone() }, i))]),
        Protocol.S3 => OneOrMany([.. list.Select(i => i!.DeepClone())]),
        _ => list.DeepClone(),
    };

    private static JsonObject Tagged(JsonObject item, int index)
    {
        item.Insert(0, "tag", index + 1);
        return item;
    }

    // XML does not tell a list of one from the one.
    private static JsonNode OneOrMany(JsonNode[] items) => items is [var only] ? only : new JsonArray(items);

    private string Spelled(string name, Part part, int depth) => protocol switch
    {
        Protocol.S3 when depth == 0 && part.HasLeaf => name switch
        {
            "Bucket" => "bucketName",
            "Policy" => "bucketPolicy",
            "Key" => "key",
            "Id" => "id",
            "SSECustomerAlgorithm" => "x-amz-server-side-encryption-customer-algorithm",
            "SSEKMSKeyId" => "x-amz-server-side-encryption-aws-kms-key-id",
            "BucketKeyEnabled" => "x-amz-server-side-encryption-bucket-key-enabled",
            "ObjectLockLegalHoldStatus" => "x-amz-object-lock-legal-hold",
            _ => "x-amz-" + Header().Replace(name, "-$0").ToLowerInvariant().TrimStart('-'),
        },
        Protocol.S3 => part.Items.Count > 0 || part.Leaf is JsonArray ? Singular(name) : name,
        Protocol.Ec2 when name == "Tags" => "tagSet",
        Protocol.Ec2 => part.Leaf is JsonArray && name.EndsWith("Ids", StringComparison.Ordinal) ? Camel(Singular(name)) + "Set" : Camel(name),
        Protocol.Ec2Request => part.Items.Count > 0 || part.Leaf is JsonArray ? Singular(name) : name,
        Protocol.Attributes => depth == 0 ? Camel(name) : name,
        _ => Camel(name),
    };

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static string Singular(string name) => name switch
    {
        _ when name.EndsWith("ies", StringComparison.Ordinal) => name[..^3] + "y",
        _ when name.EndsWith("sses", StringComparison.Ordinal) => name[..^2],
        _ when name.EndsWith('s') && !name.EndsWith("ss", StringComparison.Ordinal) => name[..^1],
        _ => name,
    };

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]|(?<=[A-Z])[A-Z](?=[a-z])")]
    private static partial Regex Header();

    private sealed class Part
    {
        public Dictionary<string, Part> Members { get; } = [];

        public SortedDictionary<int, Part> Items { get; } = [];

        public Part Inside => Items.Count > 0 ? Items.First().Value : this;

        public bool HasLeaf { get; set; }

        public JsonNode? Leaf { get; set; }

        public Part Member(string name) => Members.TryGetValue(name, out var part) ? part : Members[name] = new();

        public Part Item(int index) => Items.TryGetValue(index, out var part) ? part : Items[index] = new();
    }
}
