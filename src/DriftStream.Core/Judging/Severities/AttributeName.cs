using DriftStream.Core.CloudTrail;

namespace DriftStream.Core.Judging.Severities;

/// <summary>An attribute of a type, as the patterns of guards see it.</summary>
/// <param name="Type">The Terraform type.</param>
/// <param name="Path">The path without indexes.</param>
internal sealed record AttributeName(string Type, string Path)
{
    private readonly string _path = "." + Path;
    private readonly string _whole = $"{Type}.{Path}";

    /// <summary>Whether a pattern means it: <c>aws_lb.internal</c> of one type, <c>*.internal</c> of any. <c>*</c> stands for anything.</summary>
    public bool Fits(string pattern) => PrincipalPattern.Matches(pattern, pattern.StartsWith("aws_", StringComparison.Ordinal) ? _whole : _path);
}
