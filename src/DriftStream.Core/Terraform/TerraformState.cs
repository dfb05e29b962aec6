namespace DriftStream.Core.Terraform;

/// <summary>One state (a workspace) as it was read.</summary>
/// <param name="Name">What findings call it.</param>
/// <param name="Version">The format's version, 1 to 4; 4 for an empty file.</param>
/// <param name="TerraformVersion">Who wrote it, e.g. <c>1.13.4</c>; null where it does not say.</param>
/// <param name="Lineage">The id that all versions of this state share; empty where it has none.</param>
/// <param name="Serial">Grows by one with every change that Terraform writes.</param>
/// <param name="Instances">The managed instances of AWS types, deposed ones included; data sources and other providers' resources are left out.</param>
/// <param name="OtherInstances">How many managed instances of other providers there are.</param>
/// <param name="Problems">Sentences about what could not be read, which do not repeat the state's name; empty where all is well.</param>
public sealed record TerraformState(
    string Name,
    int Version,
    string? TerraformVersion,
    string Lineage,
    long Serial,
    IReadOnlyList<ResourceInstance> Instances,
    int OtherInstances,
    IReadOnlyList<string> Problems)
{
    /// <summary>How many managed instances of each other provider there are, e.g. <c>hashicorp/random</c>.</summary>
    public IReadOnlyDictionary<string, int> OtherProviders { get; init; } = new Dictionary<string, int>();

    /// <summary>Patterns of principals that run Terraform on this state, besides those that run it on all.</summary>
    public IReadOnlyList<string> Runners { get; init; } = [];

    /// <summary>How many instances of data sources there are.</summary>
    public int DataInstances { get; init; }
}
