namespace DriftStream.Core.Terraform;

/// <summary>Where a state came from and what the user said about it.</summary>
/// <param name="Name">What findings call it.</param>
/// <param name="Location">The path or address, for messages.</param>
/// <param name="Account">The account of its resources, where the user said so.</param>
/// <param name="Region">The region of its default provider, where the user said so.</param>
public sealed record StateSource(string Name, string Location, string? Account = null, string? Region = null)
{
    /// <summary>Patterns of principals that run Terraform on it, besides those that run it on all.</summary>
    public IReadOnlyList<string> Runners { get; init; } = [];
}
