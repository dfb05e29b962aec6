using DriftStream.Core.Judging.Effects;

namespace DriftStream.Core.Judging.Rules;

/// <summary>An account that leaves its organization does so itself: the event is its own, while the state that holds it lives in the management account.</summary>
/// <remarks>https://docs.aws.amazon.com/organizations/latest/APIReference/API_LeaveOrganization.html</remarks>
internal static class LeftOrganizations
{
    private const string Account = "aws_organizations_account";

    /// <summary>What the call does; null where it is another call.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation) =>
        situation.Change is { Source: "organizations.amazonaws.com", Operation: "LeaveOrganization", Account: { } leaving }
            ? [.. situation.States.Candidates(leaving).Where(i => i.Type == Account && i.Attributes["id"].Text == leaving).Select(i => new Target { Kind = TargetKind.Delete, Instance = i })]
            : null;
}
