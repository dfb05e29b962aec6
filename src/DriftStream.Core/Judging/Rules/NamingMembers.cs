using DriftStream.Core.Catalog;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Where events of one row tell what a new object is called, the most telling members first.</summary>
internal sealed class NamingMembers
{
    /// <summary>Finds them.</summary>
    /// <param name="row">The row.</param>
    /// <param name="source">The service that is called.</param>
    /// <param name="catalog">Where the row is from.</param>
    public NamingMembers(EventRow row, string source, EventCatalog catalog)
    {
        Answers = [.. row.Outs.OrderBy(o => o.Attributes.Contains("id") ? 0 : 1).Select(o => new NamingAnswer(o))];
        Ids = [.. row.Ids.Select(id => NamingId.Of(id, row.Type!, catalog.Owners(source, id.Path[(id.Path.LastIndexOf('.') + 1)..])))];
        OwnIds = [.. Ids.Where(id => !id.IsOfOthers).OrderBy(id => id.Rank)];
        Names = [.. row.Pairs.Where(p => p.Attributes[0] == "name").Select(p => p.Path)];
        var words = row.Type!.Name.Split('_')[1..];
        Kinds = [.. words.Select((_, skipped) => new NamingKind(string.Concat(words[skipped..])))];
    }

    /// <summary>Members of the response.</summary>
    public NamingAnswer[] Answers { get; }

    /// <summary>The identifying members, in the row's order.</summary>
    public NamingId[] Ids { get; }

    /// <summary>Those of them that may name the object itself.</summary>
    public NamingId[] OwnIds { get; }

    /// <summary>The paths of its name in the request.</summary>
    public string[] Names { get; }

    /// <summary>What services call its kind: the type's words together, with fewer of the first ones each.</summary>
    public NamingKind[] Kinds { get; }
}

/// <summary>A member of the response.</summary>
/// <param name="Member">The member.</param>
internal sealed record NamingAnswer(MemberPair Member)
{
    /// <summary>What it tells is the object's own, whatever its parent is called by.</summary>
    public bool IsOwn { get; } = Member.Attributes.Any(a => a is "id" or "arn");
}

/// <summary>An identifying member of the request.</summary>
/// <param name="Member">The member.</param>
/// <param name="IsOfOthers">Only objects of other types are called by such a member.</param>
/// <param name="Rank">The lower, the likelier it names the object itself.</param>
internal sealed record NamingId(IdMember Member, bool IsOfOthers, int Rank)
{
    /// <summary>What a member is for objects of a type.</summary>
    public static NamingId Of(IdMember id, ResourceType type, IReadOnlyList<ResourceType> owners) => new(
        id,
        owners.Count > 0 && !owners.Contains(type),
        owners.Contains(type) ? 0 : id.Attributes.Any(a => a is "id" or "name") ? 1 : 2);
}

/// <summary>What a service may call a kind of object.</summary>
/// <param name="Name">The kind, e.g. <c>userpoolclient</c>.</param>
internal sealed record NamingKind(string Name)
{
    /// <summary>What it may call the id.</summary>
    public string Id { get; } = Name + "id";
}
