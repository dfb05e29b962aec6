using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>The instance profile of an instance: by its name or its ARN, on an instance that only the answer may name.</summary>
internal static class InstanceProfiles
{
    private const string Instance = "aws_instance";

    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) => IsKnown(situation)
        ?
        [
            .. Reading.Identifying(situation, Instance, ("InstanceId", "id"), ("AssociationId", "id")),
            .. Reading.Values(situation, Instance, ("IamInstanceProfile.Name", "iam_instance_profile"), ("IamInstanceProfile.Arn", "iam_instance_profile")),
        ]
        : null;

    /// <summary>What the call does; null where it is another call, or tells neither the instance nor the profile.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (!IsKnown(situation) || (First(situation.Request, "InstanceId") ?? First(situation.Response, "IamInstanceProfileAssociation.InstanceId")) is not { } id)
        {
            return null;
        }

        var profile = Verbs.TakesOff(situation.Change.Operation) ? Value.Null
            : (Profile(situation.Request, "IamInstanceProfile") ?? Profile(situation.Response, "IamInstanceProfileAssociation.IamInstanceProfile")) is { } name ? Value.Of(name)
            : Value.Hidden;
        var effect = AttributeEffect.Replace("iam_instance_profile", profile);
        var held = situation.Matcher.Named(Instance, "id", id, situation.Change).Select(i => new Target { Kind = TargetKind.Change, Instance = i, Effects = [effect] }).ToList();
        return held.Count > 0 ? held : null;
    }

    private static bool IsKnown(Situation situation) =>
        situation.Change is { Source: "ec2.amazonaws.com", Operation: "AssociateIamInstanceProfile" or "ReplaceIamInstanceProfileAssociation" or "DisassociateIamInstanceProfile" };

    // Terraform calls a profile by its name, which an ARN ends with.
    private static string? Profile(Value root, string path) =>
        First(root, path + ".Name") ?? (First(root, path + ".Arn") is { } arn ? arn[(arn.LastIndexOf('/') + 1)..] : null);

    private static string? First(Value root, string path) => RequestMembers.Find(root, path).SelectMany(m => RequestMembers.ScalarsIn(m.Value)).FirstOrDefault();
}
