using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Members that come and go one by one: each a resource of its own, an element of the parent's list, or a child that no state holds.</summary>
internal static class ListedMembers
{
    // There is one parent in an account, so no parameter names it.
    private const string OfAccount = "";

    // What comes and goes is a setting only, no resource of its own.
    private const string NoChild = "";

    private static readonly Listing[] Known =
    [
        .. Pair("rds", "AddRoleToDBCluster", "RemoveRoleFromDBCluster", new("RoleArn", "dBClusterIdentifier", ["aws_rds_cluster", "aws_neptune_cluster"], "cluster_identifier", "iam_roles", "aws_rds_cluster_role_association", "db_cluster_identifier", "role_arn")),
        .. Pair("rds", "AddRoleToDBInstance", "RemoveRoleFromDBInstance", new("RoleArn", "dBInstanceIdentifier", ["aws_db_instance"], "identifier", null, "aws_db_instance_role_association", "db_instance_identifier", "role_arn")),
        .. Pair("autoscaling", "AttachLoadBalancerTargetGroups", "DetachLoadBalancerTargetGroups", new("TargetGroupARNs", "autoScalingGroupName", ["aws_autoscaling_group"], "name", "target_group_arns", "aws_autoscaling_attachment", "autoscaling_group_name", "lb_target_group_arn")),
        .. Pair("autoscaling", "AttachLoadBalancers", "DetachLoadBalancers", new("LoadBalancerNames", "autoScalingGroupName", ["aws_autoscaling_group"], "name", "load_balancers", "aws_autoscaling_attachment", "autoscaling_group_name", "elb")),
        .. Pair("elasticloadbalancing", "AddListenerCertificates", "RemoveListenerCertificates", new("Certificates", "listenerArn", ["aws_lb_listener", "aws_alb_listener"], "arn", null, "aws_lb_listener_certificate", "listener_arn", "certificate_arn")),
        .. Pair("ram", "AssociateResourceShare", "DisassociateResourceShare", new("resourceArns", "resourceShareArn", ["aws_ram_resource_share"], "arn", null, "aws_ram_resource_association", "resource_share_arn", "resource_arn")),
        .. Pair("ram", "AssociateResourceShare", "DisassociateResourceShare", new("principals", "resourceShareArn", ["aws_ram_resource_share"], "arn", null, "aws_ram_principal_association", "resource_share_arn", "principal")),
        .. Pair("organizations", "AttachPolicy", "DetachPolicy", new("policyId", "targetId", ["aws_organizations_organizational_unit", "aws_organizations_account"], "id", null, "aws_organizations_policy_attachment", "target_id", "policy_id")),
        .. Pair("organizations", "EnableAWSServiceAccess", "DisableAWSServiceAccess", new("servicePrincipal", OfAccount, ["aws_organizations_organization"], "id", "aws_service_access_principals", "aws_organizations_aws_service_access", "service_principal", "service_principal")),
        .. Pair("organizations", "EnablePolicyType", "DisablePolicyType", new("policyType", OfAccount, ["aws_organizations_organization"], "id", "enabled_policy_types", NoChild, "", "")),
        .. Pair("route53", "AssociateVPCWithHostedZone", "DisassociateVPCFromHostedZone", new("VPC.VPCId", "hostedZoneId", ["aws_route53_zone"], "zone_id", "vpc", "aws_route53_zone_association", "zone_id", "vpc_id")),
        .. Parts("ModifyVpcEndpointServicePermissions", "AllowedPrincipals", new("", "serviceId", ["aws_vpc_endpoint_service"], "id", "allowed_principals", "aws_vpc_endpoint_service_allowed_principal", "vpc_endpoint_service_id", "principal_arn")),
        .. Endpoint("RouteTableIds", "route_table_ids", "aws_vpc_endpoint_route_table_association", "route_table_id"),
        .. Endpoint("SubnetIds", "subnet_ids", "aws_vpc_endpoint_subnet_association", "subnet_id"),
        .. Endpoint("SecurityGroupIds", "security_group_ids", "aws_vpc_endpoint_security_group_association", "security_group_id"),
    ];

    private static readonly HashSet<string> Operations = [.. Known.Select(l => l.Operation)];

    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) => Known.Where(l => l.Operation == situation.Change.Operation && l.Source == situation.Change.Source).ToList() is { Count: > 0 } listings
        ? [.. AnyCall.Reads(situation), .. Reading.Values(situation, "aws_vpc_endpoint", ("ResetPolicy", "policy")), .. listings.SelectMany(l => Reading.Identifying(situation, l.Child, (l.Parameter, l.ChildParent), (l.Member, l.ChildMember)))]
        : null;

    /// <summary>Whether it may know a call of this name.</summary>
    public static bool Covers(string operation) => Operations.Contains(operation);

    /// <summary>What the call does; null where it is another call.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (!Covers(situation.Change.Operation))
        {
            return null;
        }

        var listings = Known.Where(l => l.Operation == situation.Change.Operation && l.Source == situation.Change.Source).ToList();
        List<Target> targets = [.. listings.SelectMany(l => Values(situation, l).SelectMany(member => Of(situation, l, member)))];
        return listings.Count == 0 ? null : listings[0].IsPartOfMore ? [.. Settings(situation), .. targets] : targets.Count == 0 ? null : targets;
    }

    private static Listing[] Pair(string service, string adding, string removing, Listing listing) =>
    [
        listing with { Source = service + ".amazonaws.com", Operation = adding, Adds = true },
        listing with { Source = service + ".amazonaws.com", Operation = removing, Adds = false },
    ];

    // One call adds and removes.
    private static Listing[] Parts(string operation, string member, Listing listing)
    {
        listing = listing with { Source = "ec2.amazonaws.com", Operation = operation };
        return [listing with { Member = "Add" + member, Adds = true }, listing with { Member = "Remove" + member, Adds = false }];
    }

    // It sets other things besides.
    private static Listing[] Endpoint(string member, string place, string child, string childMember) =>
        Parts("ModifyVpcEndpoint", member, new Listing("", "vpcEndpointId", ["aws_vpc_endpoint"], "id", place, child, "vpc_endpoint_id", childMember) { IsPartOfMore = true });

    private static IEnumerable<string> Values(Situation situation, Listing listing) =>
        RequestMembers.Find(situation.Request, listing.Member).SelectMany(m => RequestMembers.ScalarsIn(m.Value)).Distinct();

    private static IEnumerable<Target> Of(Situation situation, Listing listing, string member)
    {
        if ((listing.Parameter == OfAccount ? OfAccount : situation.Text(listing.Parameter)) is not { } parent)
        {
            return [];
        }

        var children = parent == OfAccount ? situation.States.OfType(listing.Child).Where(i => situation.Matcher.IsInPlace(i, situation.Change)) : situation.Matcher.Named(listing.Child, listing.ChildParent, parent, situation.Change);
        var separate = children.Where(i => !Meaning.IsEmpty(i.Attributes[listing.ChildMember])).ToList();
        var held = separate.Where(i => Identifiers.Same(i.Attributes[listing.ChildMember].Text, member)).ToList();
        if (held.Count > 0)
        {
            return held.Select(i => new Target { Kind = listing.Adds ? TargetKind.Recreate : TargetKind.Delete, Instance = i });
        }

        var child = parent == OfAccount ? Value.MapOf((listing.ChildMember, Value.Of(member))) : Value.MapOf((listing.ChildParent, Value.Of(parent)), (listing.ChildMember, Value.Of(member)));
        var parents = listing.Parents.SelectMany(t => parent == OfAccount ? situation.States.OfType(t).Where(i => situation.Matcher.IsInPlace(i, situation.Change)) : ((IEnumerable<string>)[listing.ParentId, "id"]).SelectMany(a => situation.Matcher.Named(t, a, parent, situation.Change))).Distinct().ToList();
        return parents.Select(p => listing.Adds
            ? Ownership.Added(p, listing.Place, separate.Count > 0, Effect(situation, listing, member), listing.Child, child)
            : Ownership.Removed(situation, p, listing.Place, separate.Count > 0, Effect(situation, listing, member), listing.Child, child));
    }

    private static AttributeEffect? Effect(Situation situation, Listing listing, string member) => (listing.Place, listing.Adds) switch
    {
        (null, _) => null,
        ("vpc", true) => AttributeEffect.Add("vpc", Value.MapOf(("vpc_id", Value.Of(member)), ("vpc_region", situation.Request["vPC"]["vPCRegion"]))),
        ("vpc", false) => AttributeEffect.Remove("vpc", e => e["vpc_id"].Text == member),
        (var place, true) => AttributeEffect.Add(place, Value.Of(member)),
        (var place, false) => AttributeEffect.Remove(place, e => Identifiers.Same(e.Text, member)),
    };

    // What a more specific resource owns, an endpoint's policy, is no setting of the endpoint.
    private static IEnumerable<Target> Settings(Situation situation)
    {
        var matches = situation.Rows.Where(r => r is { Type: not null, Weight: >= 2 }).SelectMany(r => situation.Matcher.Match(r, situation.Change)).ToList();
        return
            from match in matches
            let lists = match.Row.Pairs.Select(p => p.Path).Where(p => p.StartsWith("Add", StringComparison.Ordinal) || p.StartsWith("Remove", StringComparison.Ordinal))
            let owned = matches.Where(m => m.Instance.Type.StartsWith(match.Instance.Type + "_", StringComparison.Ordinal)).SelectMany(m => m.Row.Pairs).SelectMany(p => p.Attributes).ToHashSet()
            let others = match.Row.Pairs.Where(p => p.Attributes.Any(owned.Contains)).Select(p => p.Path)
            let effects = Translation.Effects(match.Row, situation, match.Instance, lists.Concat(others).ToHashSet()).Concat(Implied.Effects(situation, match.Instance).Where(e => !owned.Contains(e.Attribute))).ToList()
            where effects.Count > 0
            select new Target { Kind = TargetKind.Change, Instance = match.Instance, Effects = effects };
    }

    /// <summary>A list, and who may own its elements.</summary>
    /// <param name="Member">The parameter with the members.</param>
    /// <param name="Parameter">The parameter with the parent.</param>
    /// <param name="Parents">The parent's types.</param>
    /// <param name="ParentId">The parent's attribute that the parameter names.</param>
    /// <param name="Place">The parent's list; null where it has none.</param>
    /// <param name="Child">The type of a member that is a resource of its own.</param>
    /// <param name="ChildParent">Its attribute for the parent.</param>
    /// <param name="ChildMember">Its attribute for the member.</param>
    private sealed record Listing(string Member, string Parameter, string[] Parents, string ParentId, string? Place, string Child, string ChildParent, string ChildMember)
    {
        public string Source { get; init; } = "";

        public string Operation { get; init; } = "";

        public bool Adds { get; init; }

        public bool IsPartOfMore { get; init; }
    }
}
