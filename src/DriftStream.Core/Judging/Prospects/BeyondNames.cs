namespace DriftStream.Core.Judging.Prospects;

/// <summary>Calls whose rules look through all instances of a type, or mean what a record does not name.</summary>
internal static class BeyondNames
{
    private const string Ec2 = "ec2.amazonaws.com";
    private static readonly string[] GroupRules = ["aws_security_group_rule", "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"];

    private static readonly Dictionary<(string Source, string Operation), string[]> Searching = new()
    {
        [("route53.amazonaws.com", "ChangeResourceRecordSets")] = ["aws_route53_record"],
        [("wafv2.amazonaws.com", "AssociateWebACL")] = ["aws_wafv2_web_acl_association"],
        [("waf-regional.amazonaws.com", "AssociateWebACL")] = ["aws_wafregional_web_acl_association"],
        [(Ec2, "AssociateDhcpOptions")] = ["aws_vpc_dhcp_options_association"],
        [(Ec2, "AssociateAddress")] = ["aws_eip_association"],
        [(Ec2, "AssociateRouteTable")] = ["aws_route_table_association"],
        [(Ec2, "ReplaceNetworkAclAssociation")] = ["aws_network_acl_association"],
        [(Ec2, "ReplaceRouteTableAssociation")] = ["aws_main_route_table_association", "aws_route_table_association"],
        [(Ec2, "CreateRoute")] = ["aws_route"],
        [(Ec2, "ReplaceRoute")] = ["aws_route"],
        [(Ec2, "DeleteRoute")] = ["aws_route"],
        [(Ec2, "ModifyVolume")] = ["aws_instance"],
        [(Ec2, "ModifyNetworkInterfaceAttribute")] = ["aws_instance"],
        [(Ec2, "DetachVolume")] = ["aws_instance"],
        [(Ec2, "DetachNetworkInterface")] = ["aws_network_interface"],
    };

    // They have an ARN, and rules of their own attach them to their parents all the same.
    private static readonly HashSet<string> ChildrenWithArn = [.. GroupRules, "aws_cloudwatch_event_target", "aws_s3_bucket"];

    // One for each account, or the account itself is meant.
    private static readonly (string Source, string Prefix)[] OfAccounts = [("organizations.amazonaws.com", "aws_organizations_"), ("glue.amazonaws.com", "aws_glue_")];

    /// <summary>Whether more than what its record names decides about a call.</summary>
    public static bool Covers(string source, string operation, IReadOnlySet<string> held) =>
        (Searching.TryGetValue((source, operation), out var types) && types.Any(held.Contains))
        || (operation.Contains("SecurityGroup", StringComparison.Ordinal) && GroupRules.Any(held.Contains))
        || OfAccounts.Any(o => o.Source == source && held.Any(t => t.StartsWith(o.Prefix, StringComparison.Ordinal)));

    /// <summary>Whether a type has an ARN and may still be attached to a parent.</summary>
    public static bool IsChildWithArn(string type) => ChildrenWithArn.Contains(type);
}
