using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Rules;

namespace DriftStream.Core.Tests.OpenData;

/// <summary>Why a strong pair can make no visible change.</summary>
internal static class PairExclusion
{
    private static readonly Dictionary<string, string[]> Keys = new()
    {
        ["aws_vpc_security_group_ingress_rule"] = ["from_port", "to_port", "ip_protocol", "cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id"],
        ["aws_vpc_security_group_egress_rule"] = ["from_port", "to_port", "ip_protocol", "cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id"],
        ["aws_security_group_rule"] = ["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "source_security_group_id"],
        ["aws_network_acl_rule"] = ["egress", "rule_number"],
        ["aws_route53_record"] = ["name", "type", "set_identifier"],
        ["aws_lb_target_group_attachment"] = ["target_id", "port"],
        ["aws_alb_target_group_attachment"] = ["target_id", "port"],
        ["aws_elb_attachment"] = ["instance"],
        ["aws_cloudwatch_event_target"] = ["target_id"],
        ["aws_ami_launch_permission"] = ["group", "organization_arn", "organizational_unit_arn", "account_id"],
        ["aws_snapshot_create_volume_permission"] = ["account_id"],
        ["aws_iam_user_group_membership"] = ["groups"],
        ["aws_api_gateway_method_settings"] = ["method_path"],
        ["aws_wafv2_web_acl_rule"] = ["name"],
        ["aws_dynamodb_global_secondary_index"] = ["index_name"],
        ["aws_bedrockagentcore_memory_strategy"] = ["name"],
    };

    /// <summary>The reason; null where a change must be visible.</summary>
    public static string? Of(PairTrial trial)
    {
        var (type, row, root) = (trial.Candidate.Type, trial.Candidate.Row, AttributePath.Root(trial.Attribute));
        var level = trial.Attribute.Split('.').Select((_, i) => type.Attribute(string.Join('.', trial.Attribute.Split('.')[..(i + 1)]))).ToList();
        return true switch
        {
            _ when level.Any(f => f is { IsComputedOnly: true }) => "computed: AWS alone fills the attribute, no configuration can differ from it",
            _ when level.Any(f => f is { IsWriteOnly: true }) => "write-only: no state holds the attribute",
            _ when Translation.IsTags(root) && !TagsBeside.Covers(trial.Candidate.Key.Source, trial.Candidate.Key.Operation) => "tags beside other settings: the API takes them when it makes the object; later, tags have calls of their own",
            _ when trial.Candidate.Key.Operation == "PutBucketAcl" && trial.Attribute.Contains(".owner.", StringComparison.Ordinal) => "identity: names the object or its place",
            _ when trial.Pair.Path.EndsWith("Grantee.Type", StringComparison.Ordinal) => "derived: follows from what names the grantee",
            _ when root is "id" or "region" || (root == "arn" && trial.Facts is not { IsRequired: true }) => "identity: names the object or its place",
            _ when trial.Pair.Path.EndsWith(".Quantity", StringComparison.Ordinal) && !trial.Attribute.EndsWith("quantity", StringComparison.Ordinal) => "count: how many elements the list beside it has",
            _ when IsKey(trial) => "key: tells one element of a list from the others; with another value the call means another element",
            _ when !Translation.CanDrift(type, root) && root != "arn" && !Translation.IsTags(root) => "option: steers the call, AWS keeps nothing of it",
            _ when !trial.Renames && row.Ids.Any(i => i.Attributes.Contains(trial.Attribute)) => "identifier: with another value the call means another object",
            _ when row.Outs.Any(o => o.Attributes.Contains(trial.Attribute)) => "identifier: with another value the call means another object",
            _ when trial.Candidate.Key is { Source: "s3.amazonaws.com" } && trial.Attribute == "metadata" => "names of the user's own: S3 records each entry as a header x-amz-meta-...",
            _ when trial.Candidate.Key.Operation is "PutRestApi" or "ReimportApi" => "import: the document says everything, and no record holds it",
            _ when trial.Candidate.Key.Operation == "StopStreamEncryption" => "deletion: what the call says of what it deletes",
            _ when row.Effect == RowEffect.Delete => "deletion: what the call says of what it deletes",
            _ when row.Effect == RowEffect.Create && type.Attribute(root) is { ForcesReplacement: true, IsRequired: true } => "other object: a creation with another value of what cannot change made another object",
            _ => null,
        };
    }

    private static bool IsKey(PairTrial trial)
    {
        var (type, operation) = (trial.Candidate.Type, trial.Candidate.Key.Operation);
        var isOneTag = type.Name == "aws_autoscaling_group_tag" || (type.Name.EndsWith("_tag", StringComparison.Ordinal) && type.Attributes.ContainsKey("key") && type.Attributes.ContainsKey("value"));
        return (isOneTag && (trial.Attribute == "key" || Verbs.Removes(operation)))
            || (operation != "ModifySecurityGroupRules" && Keys.GetValueOrDefault(type.Name)?.Contains(trial.Attribute) == true);
    }
}
