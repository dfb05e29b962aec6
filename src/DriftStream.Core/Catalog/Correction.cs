namespace DriftStream.Core.Catalog;

/// <summary>What is wrong in the derived facts about one event and type.</summary>
/// <param name="Service">The event source without its domain.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Type">The resource type.</param>
internal sealed record Correction(string Service, string Operation, string Type)
{
    /// <summary>Request members and the attribute they really feed; null where they feed none.</summary>
    public (string Member, string? Attribute)[] Pairs { get; init; } = [];

    /// <summary>Request members that the derivation missed and the attribute they feed.</summary>
    public (string Member, string Attribute)[] Missing { get; init; } = [];

    /// <summary>Request members that were taken for identifiers: settings, so that a call with another value still means the same resource.</summary>
    public string[] Settings { get; init; } = [];

    /// <summary>Request members that were taken for settings and say which resource is meant, and the attribute that holds the same.</summary>
    public (string Member, string Attribute)[] Identifying { get; init; } = [];

    /// <summary>Request members that were taken for identifiers and tell nothing.</summary>
    public string[] NotIdentifying { get; init; } = [];

    /// <summary>Attributes that the call does not change after all.</summary>
    public string[] NotTouched { get; init; } = [];

    /// <summary>What the call really does; null where the derivation saw it right.</summary>
    public RowEffect? Effect { get; init; }

    /// <summary>What the derivation could only infer is known to be so.</summary>
    public bool IsKnown { get; init; }

    /// <summary>The call does nothing to this type.</summary>
    public bool IsWrong { get; init; }

    /// <summary>There is one for each account and region, and what seems to identify it is its value.</summary>
    public bool IsSingleton { get; init; }

    public EventRow Apply(EventRow row) => row with
    {
        IsSingleton = IsSingleton || row.IsSingleton,
        Outs = IsSingleton ? [] : row.Outs,
        Effect = Effect ?? row.Effect,
        IsInferred = row.IsInferred && !IsKnown,
        Weight = IsKnown ? Math.Max(row.Weight, 2) : row.Weight,
        Ids = IsSingleton ? [] : [.. row.Ids.Where(i => !Settings.Contains(i.Path) && !NotIdentifying.Contains(i.Path)), .. Identifying.Select(m => new IdMember(m.Member, null, [m.Attribute], IsApproximate: false))],
        Pairs = [.. row.Pairs.Where(p => !Array.Exists(Identifying, m => m.Member == p.Path)).Select(Corrected).OfType<MemberPair>(), .. row.Ids.Where(i => Settings.Contains(i.Path)).Select(i => new MemberPair(i.Path, i.XmlPath, i.Attributes, IsWeak: false)), .. Missing.Select(m => new MemberPair(m.Member, null, [m.Attribute], IsWeak: false))],
        Touch = [.. row.Touch.Except(NotTouched)],
    };

    private MemberPair? Corrected(MemberPair pair)
    {
        foreach (var (member, attribute) in Pairs)
        {
            if (member == pair.Path)
            {
                return attribute is null ? null : pair with { Attributes = [attribute], IsWeak = false };
            }
        }

        return pair;
    }
}
