using DriftStream.Core.Comparing;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Severities;

/// <summary>One change and all that its effects depend on.</summary>
/// <param name="Change">The change.</param>
/// <param name="Type">The Terraform type of the resource.</param>
/// <param name="Resource">The resource as the cloud holds it, as far as single attributes go.</param>
/// <param name="All">All changes of the finding.</param>
internal sealed record ChangeFacts(Change Change, string Type, Value Resource, IReadOnlyList<Change> All)
{
    /// <summary>The path, without indexes.</summary>
    public string Path { get; } = AttributePath.WithoutIndexes(Change.Path);

    /// <summary>The path's first name.</summary>
    public string Root { get; } = AttributePath.Root(Change.Path);

    /// <summary>The path's last name.</summary>
    public string Leaf => Path[(Path.LastIndexOf('.') + 1)..];

    /// <summary>A child that no state holds was added; then the path is the child's type.</summary>
    public bool IsChild => Root.StartsWith("aws_", StringComparison.Ordinal);

    public Value Before => Change.Before;

    public Value After => Change.After;

    /// <summary>The effect, seen at the change's own path.</summary>
    public SeenEffect Seen(SeverityEffect effect) => new(effect, Change.Path);
}
