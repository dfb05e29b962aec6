using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>UpdateSecret changes the secret's settings, its value, or both; a value is never logged, but a new one has a new version.</summary>
/// <remarks>https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecret.html</remarks>
internal static class SecretUpdates
{
    private const string Version = "aws_secretsmanager_secret_version";

    private static readonly string[] Settings = ["description", "kmsKeyId", "type"];

    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) => IsKnown(situation)
        ? [.. AnyCall.Reads(situation), .. Reading.Values(situation, Version, ("clientRequestToken", "version_id"))]
        : null;

    /// <summary>What the call does; null where it is another call, or sets a value.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (!IsKnown(situation))
        {
            return null;
        }

        var targets = AnyCall.Targets(situation);
        return HasValue(situation)
            // The call that made the version which the state holds is no change of it.
            ? [.. targets.Select(t => IsVersionOf(t, NewVersion(situation)) ? new Target { Kind = TargetKind.Recreate, Instance = t.Instance } : t)]
            : [.. targets.Where(t => t.Instance?.Type != Version)];
    }

    private static bool IsKnown(Situation situation) => situation.Change is { Source: "secretsmanager.amazonaws.com", Operation: "UpdateSecret" };

    private static bool HasValue(Situation situation) =>
        NewVersion(situation).Length > 0 || (situation.Response.Members.Count == 0 && !Settings.Any(s => situation.Text(s) is not null));

    private static string NewVersion(Situation situation) => situation.Response["versionId"].Text;

    private static bool IsVersionOf(Target target, string version) => target.Instance is { Type: Version } held && version.Length > 0 && held.Attributes["version_id"].Text == version;
}
