namespace DriftStream.Core.Judging.Severities;

/// <summary>An attribute of a type, as <see cref="NamePattern"/> sees it.</summary>
/// <param name="Type">The Terraform type.</param>
/// <param name="Path">The path without indexes.</param>
internal sealed record AttributeName(string Type, string Path)
{
    /// <summary>The path with a dot before it, so that <c>*.name</c> means the whole of its last name.</summary>
    public string DottedPath { get; } = "." + Path;

    /// <summary>Type and path.</summary>
    public string Whole { get; } = $"{Type}.{Path}";
}
