using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Attached and inline policies of roles, users and groups: own resources, lists that own everything, or the role's own attributes.</summary>
internal static class IamPolicies
{
    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation)
    {
        if (situation.Change.Source != "iam.amazonaws.com")
        {
            return null;
        }

        var principal = Principal(situation);
        return situation.Change.Operation switch
        {
            "AttachRolePolicy" or "AttachUserPolicy" or "AttachGroupPolicy" or "DetachRolePolicy" or "DetachUserPolicy" or "DetachGroupPolicy" =>
                Reading.Identifying(situation, $"aws_iam_{principal}_policy_attachment", (principal + "Name", principal), ("policyArn", "policy_arn")),
            "PutRolePolicy" or "PutUserPolicy" or "PutGroupPolicy" or "DeleteRolePolicy" or "DeleteUserPolicy" or "DeleteGroupPolicy" =>
            [
                .. Reading.Identifying(situation, $"aws_iam_{principal}_policy", (principal + "Name", principal), ("policyName", "name")),
                .. Reading.Values(situation, $"aws_iam_{principal}_policy", ("policyDocument", "policy")),
            ],
            "CreatePolicyVersion" => [.. Reading.Values(situation, "aws_iam_policy", ("setAsDefault", "policy")), .. AnyCall.Reads(situation)],
            "SetDefaultPolicyVersion" or "DeletePolicyVersion" => Reading.Identifying(situation, "aws_iam_policy", ("policyArn", "arn")),
            _ => null,
        };
    }

    /// <summary>What the call does; null where it is another call.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (situation.Change.Source != "iam.amazonaws.com")
        {
            return null;
        }

        return situation.Change.Operation switch
        {
            "AttachRolePolicy" or "AttachUserPolicy" or "AttachGroupPolicy" => Attachment(situation, adds: true),
            "DetachRolePolicy" or "DetachUserPolicy" or "DetachGroupPolicy" => Attachment(situation, adds: false),
            "PutRolePolicy" or "PutUserPolicy" or "PutGroupPolicy" => Inline(situation, adds: true),
            "DeleteRolePolicy" or "DeleteUserPolicy" or "DeleteGroupPolicy" => Inline(situation, adds: false),
            "CreatePolicyVersion" when situation.Request["setAsDefault"] is not { SaysTrue: true } => Unused(situation),
            "SetDefaultPolicyVersion" => Hidden(situation),
            "DeletePolicyVersion" => Unused(situation),
            _ => null,
        };
    }

    // "Role" of AttachRolePolicy.
    private static string Principal(Situation situation) => situation.Change.Operation switch
    {
        var o when o.Contains("Role", StringComparison.Ordinal) => "role",
        var o when o.Contains("User", StringComparison.Ordinal) => "user",
        _ => "group",
    };

    private static List<Target> Attachment(Situation situation, bool adds)
    {
        var principal = Principal(situation);
        var type = $"aws_iam_{principal}_policy_attachment";
        if (situation.Text(principal + "Name") is not { } name || situation.Text("policyArn") is not { } policy)
        {
            return [];
        }

        var held = situation.Matcher.Named(type, principal, name, situation.Change).Where(i => Matching.Identifiers.Same(i.Attributes["policy_arn"].Text, policy)).ToList();
        List<Target> targets = held.Count > 0
            ? [.. held.Select(i => new Target { Kind = adds ? TargetKind.Recreate : TargetKind.Delete, Instance = i })]
            : [.. Lists(situation, principal, name, policy, adds)];
        if (targets.Count > 0)
        {
            return targets;
        }

        var child = Value.MapOf((principal, Value.Of(name)), ("policy_arn", Value.Of(policy)));
        var separate = situation.Matcher.Named(type, principal, name, situation.Change).Any();
        var place = principal == "role" ? "managed_policy_arns" : null;
        return Children(situation, principal, name, adds, type, child, child, place, separate, adds
            ? AttributeEffect.Add("managed_policy_arns", Value.Of(policy))
            : AttributeEffect.Remove("managed_policy_arns", e => e.Text == policy));
    }

    // Resources that own a whole list: one more or one less in it differs from the state.
    private static IEnumerable<Target> Lists(Situation situation, string principal, string name, string policy, bool adds)
    {
        var owners = situation.Matcher.Named("aws_iam_policy_attachment", "policy_arn", policy, situation.Change).Select(i => (Instance: i, Attribute: principal + "s", Element: name))
            .Concat(situation.Matcher.Named($"aws_iam_{principal}_policy_attachments_exclusive", principal + "_name", name, situation.Change).Select(i => (Instance: i, Attribute: "policy_arns", Element: policy)));
        return owners.Select(o => Membership.Target(situation, o.Instance, o.Attribute, o.Element, adds));
    }

    private static List<Target> Inline(Situation situation, bool adds)
    {
        var principal = Principal(situation);
        var type = $"aws_iam_{principal}_policy";
        if (situation.Text(principal + "Name") is not { } name || situation.Text("policyName") is not { } policy)
        {
            return [];
        }

        var document = situation.Request["policyDocument"];
        var ofPrincipal = situation.Matcher.Named(type, principal, name, situation.Change).ToList();
        var held = ofPrincipal.Where(i => i.Attributes["name"].Text == policy).ToList();
        if (held.Count > 0)
        {
            return [.. held.Select(i => adds
                ? new Target { Kind = TargetKind.Recreate, Instance = i, Effects = [AttributeEffect.Replace("policy", document)] }
                : new Target { Kind = TargetKind.Delete, Instance = i })];
        }

        var lists = situation.Matcher.Named($"aws_iam_{principal}_policies_exclusive", principal + "_name", name, situation.Change).Select(i => Membership.Target(situation, i, "policy_names", policy, adds)).ToList();
        if (lists.Count > 0)
        {
            return lists;
        }

        var child = Value.MapOf((principal, Value.Of(name)), ("name", Value.Of(policy)));
        var place = principal == "role" ? "inline_policy" : null;
        var element = Value.MapOf(("name", Value.Of(policy)), ("policy", document));
        return Children(situation, principal, name, adds, type, child, adds ? child.With("policy", document) : child, place, ofPrincipal.Count > 0, adds
            ? new AttributeEffect("inline_policy", before => Value.ListOf([.. before.Items.Where(e => e["name"].Text != policy), SamePolicy(before, element)]))
            : AttributeEffect.Remove("inline_policy", e => e["name"].Text == policy));
    }

    // The state's own spelling of an equal document, so that a set does not see two elements in one.
    private static Value SamePolicy(Value before, Value element) =>
        before.Items.FirstOrDefault(e => e["name"].Text == element["name"].Text && Documents.Same(e["policy"], element["policy"])) ?? element;

    private static List<Target> Children(Situation situation, string principal, string name, bool adds, string type, Value child, Value details, string? place, bool separate, AttributeEffect effect)
    {
        var parents = ((IEnumerable<string>)["name", "id"]).SelectMany(a => situation.Matcher.Named("aws_iam_" + principal, a, name, situation.Change)).Distinct().ToList();
        if (parents.Count == 0)
        {
            return adds ? [new Target { Kind = TargetKind.Create, Type = type, Id = Meaning.Canonical(child["policy_arn"]) is { Length: > 0 } arn ? $"{name}/{arn}" : $"{name}:{child["name"].Text}", Child = details }] : [];
        }

        return adds
            ? [.. parents.Select(p => Ownership.Added(p, place, separate, effect, type, child, details))]
            : [.. parents.Select(p => Ownership.Removed(situation, p, place, separate, effect, type, child))];
    }

    private static IEnumerable<ResourceInstance> Policies(Situation situation) =>
        situation.Text("policyArn") is { } arn ? situation.Matcher.Named("aws_iam_policy", "arn", arn, situation.Change) : [];

    private static List<Target> Unused(Situation situation) => [.. Policies(situation).Select(i => new Target { Kind = TargetKind.NoEffect, Instance = i })];

    private static List<Target> Hidden(Situation situation) =>
        [.. Policies(situation).Select(i => new Target { Kind = TargetKind.Change, Instance = i, Effects = [AttributeEffect.Unknown("policy")] })];
}
