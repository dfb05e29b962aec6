namespace DriftStream.Core.Comparing;

/// <summary>What is compared: which type the attributes belong to, and where the names in them live.</summary>
public sealed record Subject
{
    /// <summary>Nothing is known: an ARN and a name may mean the same wherever they live.</summary>
    public static Subject Unknown { get; } = new();

    /// <summary>The resource type; null where there is none.</summary>
    public string? Type { get; init; }

    /// <summary>The account in which a bare name means something; null where nobody says.</summary>
    public string? Account { get; init; }

    /// <summary>The region in which a bare name means something; null where nobody says and for global types.</summary>
    public string? Region { get; init; }

    /// <summary>What else a name is called in the states: the key behind an alias, a security group's id.</summary>
    public Func<string, IEnumerable<string>> OtherNames { get; init; } = static _ => [];
}
