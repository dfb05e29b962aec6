namespace DriftStream.Core.Terraform;

/// <summary>What many instances of one state have in common, and a few have apart.</summary>
/// <param name="ProviderAlias">The alias of the provider configuration.</param>
/// <param name="Region">The region that is configured.</param>
/// <param name="Tainted">It will be replaced at the next apply.</param>
/// <param name="Deposed">The key of a deposed object.</param>
/// <param name="ScalarsOnly">Its attributes were flat.</param>
/// <param name="SensitivePaths">One list for all that have the same paths.</param>
internal readonly record struct InstanceMarks(string? ProviderAlias, string? Region, bool Tainted, string? Deposed, bool ScalarsOnly, IReadOnlyList<string> SensitivePaths)
{
    /// <summary>Whether two are the same, those of different readings included.</summary>
    public bool AreSame(in InstanceMarks other) => this with { SensitivePaths = other.SensitivePaths } == other && SensitivePaths.SequenceEqual(other.SensitivePaths);
}
