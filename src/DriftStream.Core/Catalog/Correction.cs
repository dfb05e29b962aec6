namespace DriftStream.Core.Catalog;

/// <summary>What is wrong in the derived facts about one event and type.</summary>
/// <param name="Service">The event source without its domain.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Type">The resource type.</param>
internal sealed record Correction(string Service, string Operation, string Type)
{
    /// <summary>Request members and the attribute they really feed; null where they feed none.</summary>
    public (string Member, string? Attribute)[] Pairs { get; init; } = [];

    /// <summary>Attributes that the call does not change after all.</summary>
    public string[] NotTouched { get; init; } = [];

    public EventRow Apply(EventRow row) => row with
    {
        Pairs = [.. row.Pairs.Select(Corrected).OfType<MemberPair>()],
        Touch = [.. row.Touch.Except(NotTouched)],
    };

    private MemberPair? Corrected(MemberPair pair)
    {
        foreach (var (member, attribute) in Pairs)
        {
            if (member == pair.Path)
            {
                return attribute is null ? null : pair with { Attributes = [attribute] };
            }
        }

        return pair;
    }
}
