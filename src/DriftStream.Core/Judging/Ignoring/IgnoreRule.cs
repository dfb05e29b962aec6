using DriftStream.Core.CloudTrail;

namespace DriftStream.Core.Judging.Ignoring;

/// <summary>Says which findings, or which changes of a finding, are expected. Everything that it asks for must fit.</summary>
public sealed class IgnoreRule
{
    /// <summary>What findings call it.</summary>
    public required string Name { get; init; }

    /// <summary>Patterns of Terraform addresses. One without an index fits every instance.</summary>
    public Globs Address { get; init; } = Globs.Any;

    /// <summary>Patterns of resource types.</summary>
    public Globs Type { get; init; } = Globs.Any;

    /// <summary>Patterns of what the cloud calls the resource: its id, name or ARN.</summary>
    public Globs Id { get; init; } = Globs.Any;

    /// <summary>Patterns of names of states.</summary>
    public Globs State { get; init; } = Globs.Any;

    /// <summary>Whether <see cref="State"/> lets what no state holds through.</summary>
    public bool ReachesUnheld { get; init; }

    /// <summary>The attributes whose changes are expected; empty: whole findings are.</summary>
    public IReadOnlyList<AttributePattern> Attributes { get; init; } = [];

    /// <summary>Patterns of the caller's name, role, ARN or the role's ARN.</summary>
    public Globs Actor { get; init; } = Globs.Any;

    /// <summary>What kind of actor it must be; null for any.</summary>
    public ActorKind? ActorKind { get; init; }

    /// <summary>Patterns of event names; one with a colon names the service, too: <c>ecs:UpdateService</c>.</summary>
    public Globs Event { get; init; } = Globs.Any;

    /// <summary>Patterns of accounts.</summary>
    public Globs Account { get; init; } = Globs.Any;

    /// <summary>Patterns of regions.</summary>
    public Globs Region { get; init; } = Globs.Any;

    /// <summary>Who answers for it.</summary>
    public string? Owner { get; init; }

    /// <summary>Why it is there.</summary>
    public string? Reason { get; init; }

    /// <summary>Events from this moment on are judged without it; null: it stays.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>What it leaves alone although all else fits.</summary>
    public IReadOnlyList<Exemption> Exemptions { get; init; } = [];

    /// <summary>What it asks for, in one line: two rules with the same name and line are the same.</summary>
    public override string ToString() => string.Join(", ", RuleCriteria.Written(this));
}

/// <summary>What a rule leaves alone.</summary>
/// <param name="Type">Patterns of resource types.</param>
/// <param name="Id">Patterns of what the cloud calls the resource.</param>
/// <param name="Attribute">The attribute; null for the whole resource.</param>
public sealed record Exemption(Globs Type, Globs Id, AttributePattern? Attribute)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Type}{(Id.IsAny ? "" : $".{Id}")}{(Attribute is null ? "" : $" ({Attribute})")}";
}
