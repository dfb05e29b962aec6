using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging.Ignoring;

namespace DriftStream.Configuration;

/// <summary>Which team somebody belongs to.</summary>
/// <param name="teams">The patterns of each team; the first one that fits counts.</param>
internal sealed class TeamBook(IReadOnlyList<KeyValuePair<string, Globs>> teams)
{
    /// <summary>No teams are configured.</summary>
    public static TeamBook Empty { get; } = new([]);

    /// <summary>The team of an actor, else whom the owner tag of the resource names, else null.</summary>
    public string? Of(Actor actor, string? owner) =>
        teams.Where(team => team.Value.Fit(actor.Name, actor.Arn, RoleOf(actor))).Select(team => team.Key).FirstOrDefault() ?? owner;

    // As runners are written: the role's ARN without its path, which sessions do not show.
    private static string? RoleOf(Actor actor) => actor is { Role: { } role, Account: { } account }
        ? $"arn:{(actor.Arn?.Split(':') is [_, var partition, ..] ? partition : "aws")}:iam::{account}:role/{role}"
        : null;
}
