namespace DriftStream.Core.Catalog;

/// <summary>What an event means for one more type, which the provider's source does not show.</summary>
/// <param name="Service">The event source without its domain.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Type">The resource type.</param>
internal sealed record Addition(string Service, string Operation, string Type)
{
    /// <summary>The operation that does the same to the type; null where the row says all itself.</summary>
    public string? Like { get; init; }

    /// <summary>The member that holds the other operation's settings.</summary>
    public string Below { get; init; } = "";

    /// <summary>What the other operation calls a member, and what this one calls it.</summary>
    public (string From, string To)? Renamed { get; init; }

    /// <summary>Request members that identify, and the attribute that holds the same value.</summary>
    public (string Member, string Attribute)[] Ids { get; init; } = [];

    /// <summary>What the call does.</summary>
    public RowEffect Effect { get; init; } = RowEffect.Update;

    /// <summary>There is one such resource for each account or region.</summary>
    public bool IsSingleton { get; init; }

    /// <summary>For a call that tags: the provider's package of the types that it can name. Then there is no type.</summary>
    public string? Tags { get; init; }

    /// <summary>Request members and the attribute they feed.</summary>
    public (string Member, string Attribute)[] Pairs { get; init; } = [];

    /// <summary>Response members, and the attribute of what was made or changed that holds the same value.</summary>
    public (string Member, string Attribute)[] Outs { get; init; } = [];

    public EventRow Row(EventCatalog catalog) => Like is null
        ? new()
        {
            Type = Tags is null ? catalog.Type(Type) : null,
            Effect = Tags is null ? Effect : RowEffect.Tag,
            TagPackages = Tags is null ? [] : [Tags],
            Weight = 3,
            IsHandWritten = true,
            IsSingleton = IsSingleton,
            Ids = [.. Ids.Select(i => new IdMember(i.Member, null, [i.Attribute], IsApproximate: false))],
            Pairs = [.. Pairs.Select(p => new MemberPair(p.Member, null, [p.Attribute], IsWeak: false))],
            Outs = [.. Outs.Select(o => new MemberPair(o.Member, null, [o.Attribute], IsWeak: false))],
        }
        : Moved(catalog.Find(Service + ".amazonaws.com", Like)!.First(r => r.Type?.Name == Type));

    private EventRow Moved(EventRow row) => row with { IsHandWritten = true, Pairs = [.. row.Pairs.Select(p => p with { Path = Place(p.Path) })] };

    private string Place(string path)
    {
        var place = Renamed is { } name && path.StartsWith(name.From + ".", StringComparison.Ordinal) ? name.To + path[name.From.Length..] : path;
        return Below.Length == 0 ? place : $"{Below}.{place}";
    }
}
