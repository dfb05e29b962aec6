using DriftStream.Core.Catalog;

namespace DriftStream.Core.Matching;

/// <summary>Which attributes of a type identify an instance or join it to its parent: what an index must know.</summary>
internal sealed class IdentifyingAttributes
{
    private static readonly string[] Always = ["id", "arn", "name"];
    private readonly Dictionary<string, HashSet<string>> _byType = [];
    private readonly HashSet<string> _namingOthers = [];

    private IdentifyingAttributes(EventCatalog catalog)
    {
        foreach (var key in catalog.Events)
        {
            foreach (var row in catalog.Find(key.Source, key.Operation) ?? [])
            {
                if (row.Type is { } type)
                {
                    Of(type).UnionWith(row.Ids.SelectMany(i => i.Attributes).Concat(row.Outs.SelectMany(o => o.Attributes)));
                }
            }
        }
    }

    /// <summary>The attributes of every type, from the catalogue's own rows.</summary>
    public static IdentifyingAttributes From(EventCatalog catalog) => new(catalog);

    /// <summary>The attributes of one type.</summary>
    public IReadOnlySet<string> Of(string type) => _byType.TryGetValue(type, out var known) ? known : new HashSet<string>(Always);

    /// <summary>Whether <c>account_id</c> is the account that the resource lives in. Permissions and memberships name another one.</summary>
    public bool LivesInItsAccountId(string type) => !_namingOthers.Contains(type);

    private HashSet<string> Of(ResourceType type)
    {
        if (!_byType.TryGetValue(type.Name, out var attributes))
        {
            attributes = [.. Always, .. type.IdAttributes, .. type.Identity];
            if (type.TagAttribute is { } tag)
            {
                attributes.Add(tag);
            }

            _byType.Add(type.Name, attributes);
            if (type.Attribute("account_id") is { IsComputed: false })
            {
                _namingOthers.Add(type.Name);
            }
        }

        return attributes;
    }
}
