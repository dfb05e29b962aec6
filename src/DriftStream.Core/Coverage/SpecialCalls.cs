using DriftStream.Core.Catalog;
using DriftStream.Core.Judging.Rules;
using DriftStream.Core.Judging.Rules.Balancers;

namespace DriftStream.Core.Coverage;

/// <summary>The calls that have rules of their own under <c>Judging/Rules</c>, and what these rules tell. Tests hold it against what the judge does.</summary>
internal static class SpecialCalls
{
    private const string GroupTypes = "aws_security_group aws_default_security_group";
    private const string RuleTypes = "aws_security_group_rule aws_vpc_security_group_ingress_rule aws_vpc_security_group_egress_rule";
    private const string Sources = "cidr_blocks ipv6_cidr_blocks prefix_list_ids";
    private const string Acls = "aws_network_acl aws_default_network_acl";
    private const string Bucket = "aws_s3_bucket";

    private const string Ways =
        "carrier_gateway_id core_network_arn egress_only_gateway_id gateway_id local_gateway_id nat_gateway_id network_interface_id " +
        "transit_gateway_id vpc_endpoint_id vpc_peering_connection_id";

    public static IReadOnlyList<SpecialCall> All { get; } =
        [.. SecurityGroups(), .. Network(), .. Machines(), .. Balancers(), .. Rights(), .. Buckets(), .. Others(), .. Switched()];

    private static readonly HashSet<EventKey> Alone = All.Where(c => c.Rows == RowsBeside.Unused).SelectMany(c => c.Keys).ToHashSet();

    private static readonly HashSet<(EventKey, string)> OwnTypes =
        (from call in All where call.Rows == RowsBeside.OfOtherTypes from key in call.Keys from type in SpecialCall.Names(call.Types) select (key, type)).ToHashSet();

    /// <summary>Whether the judge asks the catalogue's rows about such a call on such a type.</summary>
    public static bool LeaveToRows(EventKey key, string type) => !Alone.Contains(key) && !OwnTypes.Contains((key, type));

    private static IEnumerable<SpecialCall> SecurityGroups()
    {
        const string Changing = "ModifySecurityGroupRules UpdateSecurityGroupRuleDescriptions";
        foreach (var (way, place, other) in ((string, string, string)[])[("Ingress", "ingress", "egress"), ("Egress", "egress", "ingress")])
        {
            var own = RuleTypes.Replace($" aws_vpc_security_group_{other}_rule", "", StringComparison.Ordinal);
            yield return new("ec2", $"AuthorizeSecurityGroup{way} RevokeSecurityGroup{way} {Changing}{way}", GroupTypes) { Shown = place };
            yield return new("ec2", $"AuthorizeSecurityGroup{way} UpdateSecurityGroupRuleDescriptions{way}", own) { Shown = "description" };
            yield return new("ec2", $"AuthorizeSecurityGroup{way} RevokeSecurityGroup{way}", "aws_security_group_rule") { Shown = Sources };
            yield return new("ec2", $"RevokeSecurityGroup{way}", own) { Deletes = true };
            yield return new("ec2", $"AuthorizeSecurityGroup{way}", own) { Creates = true };
        }

        yield return new("ec2", "ModifySecurityGroupRules", "aws_security_group_rule") { Shown = Sources + " source_security_group_id self protocol from_port to_port description" };
        yield return new("ec2", "ModifySecurityGroupRules", "aws_vpc_security_group_ingress_rule aws_vpc_security_group_egress_rule")
        {
            Shown = "ip_protocol from_port to_port cidr_ipv4 cidr_ipv6 prefix_list_id referenced_security_group_id description",
        };
    }

    private static IEnumerable<SpecialCall> Network() =>
    [
        new("ec2", "CreateRoute ReplaceRoute", "aws_route") { Shown = Ways, Creates = true },
        new("ec2", "DeleteRoute", "aws_route") { Deletes = true },
        new("ec2", "CreateRoute ReplaceRoute DeleteRoute", "aws_route_table aws_default_route_table") { Shown = "route" },
        new("ec2", "CreateNetworkAclEntry ReplaceNetworkAclEntry", "aws_network_acl_rule") { Shown = "cidr_block ipv6_cidr_block rule_action protocol from_port to_port", Creates = true },
        new("ec2", "DeleteNetworkAclEntry", "aws_network_acl_rule") { Deletes = true },
        new("ec2", "CreateNetworkAclEntry ReplaceNetworkAclEntry DeleteNetworkAclEntry", Acls) { Shown = "ingress egress" },
        new("ec2", "AttachInternetGateway DetachInternetGateway", "aws_internet_gateway") { Shown = "vpc_id", Rows = RowsBeside.Used },
        new("ec2", "AttachVpnGateway DetachVpnGateway", "aws_vpn_gateway") { Shown = "vpc_id", Rows = RowsBeside.Used },
        new("ec2", "AssociateDhcpOptions", "aws_vpc_dhcp_options_association") { Shown = "dhcp_options_id", Rows = RowsBeside.Used },
        new("ec2", "AssociateAddress", "aws_eip_association") { Shown = "instance_id", Rows = RowsBeside.Used },
        new("ec2", "ReplaceNetworkAclAssociation", "aws_network_acl_association") { Shown = "network_acl_id", Rows = RowsBeside.Used },
        new("ec2", "ReplaceNetworkAclAssociation", Acls) { Hidden = "subnet_ids", Rows = RowsBeside.Used },
        new("ec2", "ReplaceRouteTableAssociation", "aws_main_route_table_association") { Shown = "route_table_id", Rows = RowsBeside.Used },
        new("ec2", "ModifyNetworkInterfaceAttribute", "aws_network_interface_sg_attachment") { Creates = true, Deletes = true, Rows = RowsBeside.Used },
        new("ec2", "ModifyVpcEndpoint", "aws_vpc_endpoint_route_table_association aws_vpc_endpoint_subnet_association aws_vpc_endpoint_security_group_association") { Creates = true, Deletes = true, Rows = RowsBeside.Used },
        new("ec2", "ModifyVpcEndpointServicePermissions", "aws_vpc_endpoint_service_allowed_principal") { Creates = true, Deletes = true, Rows = RowsBeside.Used },
        new("ec2", "ModifyManagedPrefixList", "aws_ec2_managed_prefix_list_entry") { Creates = true, Deletes = true, Rows = RowsBeside.Used },
        new("ec2", "ModifyVpnTunnelOptions", "aws_vpn_connection") { Shown = string.Join(' ', VpnTunnels.Names), Rows = RowsBeside.Used },
        new("ec2", "AssociateRouteTable", "aws_route_table_association") { Shown = "route_table_id", Rows = RowsBeside.Used },
        new("ec2", "AssociateDhcpOptions", "aws_vpc aws_default_vpc") { Shown = "dhcp_options_id", Rows = RowsBeside.Used },
        new("ec2", "DetachNetworkInterface", "aws_network_interface") { Shown = "attachment", Rows = RowsBeside.Used },
        new("route53", "ChangeResourceRecordSets", "aws_route53_zone") { Shown = "name_servers primary_name_server" },
        new("route53", "ChangeResourceRecordSets", "aws_route53_record") { Shown = "records ttl alias weighted_routing_policy failover_routing_policy latency_routing_policy geolocation_routing_policy geoproximity_routing_policy cidr_routing_policy multivalue_answer_routing_policy health_check_id", Creates = true, Deletes = true },
    ];

    private static IEnumerable<SpecialCall> Machines() =>
    [
        new("ec2", "ModifyInstanceAttribute", "aws_instance") { Shown = string.Join(' ', InstanceAttributes.Names), Rows = RowsBeside.Used },
        new("ec2", "ModifyNetworkInterfaceAttribute", "aws_instance") { Shown = "vpc_security_group_ids source_dest_check", Rows = RowsBeside.Used },
        new("ec2", "ModifyVolume", "aws_instance") { Shown = InPlaces("volume_size volume_type iops throughput", "root_block_device", "ebs_block_device"), Rows = RowsBeside.Used },
        new("rds", "PromoteReadReplica", "aws_db_instance") { Shown = "replicate_source_db", Rows = RowsBeside.Used },
        new("rds", "StopDBInstance StartDBInstance", "aws_rds_instance_state") { Shown = "state", Rows = RowsBeside.Used },
        new("ec2", "DisassociateIamInstanceProfile", "aws_instance") { Shown = "iam_instance_profile", Rows = RowsBeside.Used },
        new("ec2", "DetachVolume", "aws_instance") { Shown = "ebs_block_device", Rows = RowsBeside.Used },
        new("ec2", "CreateKeyPair", "aws_key_pair") { Creates = true, Rows = RowsBeside.Used },
        new("ec2", "ResetEbsDefaultKmsKeyId", "aws_ebs_default_kms_key") { Deletes = true, Rows = RowsBeside.Used },
        new("ec2", "ResetImageAttribute", "aws_ami_launch_permission") { Deletes = true, Rows = RowsBeside.Used },
        new("autoscaling", "PutNotificationConfiguration", "aws_autoscaling_notification") { Shown = "group_names notifications", Rows = RowsBeside.Used },
        new("autoscaling", "DeleteNotificationConfiguration", "aws_autoscaling_notification") { Shown = "group_names", Deletes = true, Rows = RowsBeside.Used },
        new("ec2", "StopInstances StartInstances", "aws_ec2_instance_state") { Shown = "state" },
        new("ec2", "ModifyImageAttribute", "aws_ami_launch_permission") { Creates = true, Deletes = true, Rows = RowsBeside.OfOtherTypes },
        new("ec2", "ModifySnapshotAttribute", "aws_snapshot_create_volume_permission") { Creates = true, Deletes = true, Rows = RowsBeside.OfOtherTypes },
        new("autoscaling", "CreateOrUpdateTags DeleteTags", "aws_autoscaling_group") { Shown = "tag" },
        new("autoscaling", "CreateOrUpdateTags", "aws_autoscaling_group_tag") { Shown = "tag" },
        new("autoscaling", "DeleteTags", "aws_autoscaling_group_tag") { Deletes = true },
        new("es", "UpdateDomainConfig", "aws_opensearch_domain aws_elasticsearch_domain") { Shown = "log_publishing_options", Rows = RowsBeside.Used },
        new("eks", "UpdateClusterConfig", "aws_eks_cluster") { Shown = "enabled_cluster_log_types", Rows = RowsBeside.Used },
        new("lambda", "UpdateFunctionCode", "aws_lambda_function") { Shown = "source_code_hash", Rows = RowsBeside.Used },
        new("lambda", "UpdateFunctionConfiguration", "aws_lambda_function") { Hidden = "environment", Rows = RowsBeside.Used },
    ];

    private static IEnumerable<SpecialCall> Balancers() =>
    [
        new("elasticloadbalancing", "ModifyLoadBalancerAttributes", "aws_lb aws_alb") { Shown = string.Join(' ', LoadBalancerAttributes.OfLoadBalancers), Rows = RowsBeside.OfOtherTypes },
        new("elasticloadbalancing", "ModifyTargetGroupAttributes", "aws_lb_target_group aws_alb_target_group") { Shown = string.Join(' ', LoadBalancerAttributes.OfTargetGroups) },
        new("elasticloadbalancing", "RegisterTargets", "aws_lb_target_group_attachment aws_alb_target_group_attachment") { Creates = true },
        new("elasticloadbalancing", "DeregisterTargets", "aws_lb_target_group_attachment aws_alb_target_group_attachment") { Deletes = true },
        new("elasticloadbalancing", "RegisterInstancesWithLoadBalancer DeregisterInstancesFromLoadBalancer", "aws_elb") { Shown = "instances" },
        new("elasticloadbalancing", "RegisterInstancesWithLoadBalancer", "aws_elb_attachment") { Creates = true },
        new("elasticloadbalancing", "DeregisterInstancesFromLoadBalancer", "aws_elb_attachment") { Deletes = true },
        new("elasticloadbalancing", "ModifyListenerAttributes", "aws_lb_listener aws_alb_listener") { Shown = "tcp_idle_timeout_seconds routing_http_response_server_enabled", Rows = RowsBeside.Used },
        new("elasticloadbalancing", "ModifyListener", "aws_lb_listener aws_alb_listener") { Shown = "default_action mutual_authentication", Rows = RowsBeside.Used },
        new("elasticloadbalancing", "SetLoadBalancerListenerSSLCertificate", "aws_elb") { Shown = "listener", Rows = RowsBeside.Used },
        new("elasticloadbalancing", "ModifyRule", "aws_lb_listener_rule aws_alb_listener_rule") { Shown = "action condition", Rows = RowsBeside.Used },
        new("wafv2", "UpdateWebACL", "aws_wafv2_web_acl") { Shown = "default_action rule", Rows = RowsBeside.Used },
        new("wafv2", "UpdateRuleGroup", "aws_wafv2_rule_group") { Shown = "rule", Rows = RowsBeside.Used },
        new("wafv2", "UpdateWebACL", "aws_wafv2_web_acl_rule") { Shown = "action override_action priority rule_label statement visibility_config", Creates = true, Deletes = true, Rows = RowsBeside.Used },
        new("wafv2", "AssociateWebACL", "aws_wafv2_web_acl_association") { Shown = "web_acl_arn", Rows = RowsBeside.Used },
    ];

    private static IEnumerable<SpecialCall> Rights()
    {
        foreach (var (word, principal) in ((string, string)[])[("Role", "role"), ("User", "user"), ("Group", "group")])
        {
            yield return new("iam", $"Attach{word}Policy", $"aws_iam_{principal}_policy_attachment") { Creates = true };
            yield return new("iam", $"Detach{word}Policy", $"aws_iam_{principal}_policy_attachment") { Deletes = true };
            yield return new("iam", $"Attach{word}Policy Detach{word}Policy", "aws_iam_policy_attachment") { Shown = principal + "s" };
            yield return new("iam", $"Detach{word}Policy", $"aws_iam_policy_attachment aws_iam_{principal}_policy_attachments_exclusive") { Deletes = true };
            yield return new("iam", $"Attach{word}Policy Detach{word}Policy", $"aws_iam_{principal}_policy_attachments_exclusive") { Shown = "policy_arns" };
            yield return new("iam", $"Put{word}Policy", $"aws_iam_{principal}_policy") { Shown = "policy", Creates = true };
            yield return new("iam", $"Delete{word}Policy", $"aws_iam_{principal}_policy aws_iam_{principal}_policies_exclusive") { Deletes = true };
            yield return new("iam", $"Put{word}Policy Delete{word}Policy", $"aws_iam_{principal}_policies_exclusive") { Shown = "policy_names" };
        }

        yield return new("iam", "AttachRolePolicy DetachRolePolicy", "aws_iam_role") { Shown = "managed_policy_arns" };
        yield return new("iam", "PutRolePolicy DeleteRolePolicy", "aws_iam_role") { Shown = "inline_policy" };
        yield return new("iam", "SetDefaultPolicyVersion", "aws_iam_policy") { Hidden = "policy" };
        yield return new("iam", "AddUserToGroup RemoveUserFromGroup", "aws_iam_group_membership") { Shown = "users" };
        yield return new("iam", "AddUserToGroup RemoveUserFromGroup", "aws_iam_user_group_membership") { Shown = "groups" };
        yield return new("iam", "RemoveUserFromGroup", "aws_iam_group_membership aws_iam_user_group_membership") { Deletes = true };
        yield return new("iam", "UpdateLoginProfile", "aws_iam_user_login_profile") { Hidden = "password", Rows = RowsBeside.Used };
    }

    private static IEnumerable<SpecialCall> Buckets() =>
    [
        new("s3", "PutBucketEncryption", "aws_s3_bucket_server_side_encryption_configuration") { Shown = "rule", Rows = RowsBeside.OfOtherTypes },
        new("s3", "PutBucketEncryption DeleteBucketEncryption", Bucket) { Shown = "server_side_encryption_configuration", Rows = RowsBeside.OfOtherTypes },
        new("s3", "PutBucketVersioning", "aws_s3_bucket_versioning") { Shown = "versioning_configuration", Rows = RowsBeside.OfOtherTypes },
        new("s3", "PutBucketVersioning", Bucket) { Shown = "versioning", Rows = RowsBeside.OfOtherTypes },
        new("s3", "PutBucketAcl", "aws_s3_bucket_acl") { Shown = "acl access_control_policy", Rows = RowsBeside.OfOtherTypes },
        new("s3", "PutBucketAcl", Bucket) { Shown = "acl grant", Rows = RowsBeside.OfOtherTypes },
        new("s3", "PutBucketPolicy", "aws_s3_bucket_policy") { Shown = "policy", Rows = RowsBeside.OfOtherTypes },
        new("s3", "PutBucketPolicy DeleteBucketPolicy", Bucket) { Shown = "policy", Rows = RowsBeside.OfOtherTypes },
        new("s3", "PutBucketLifecycle PutBucketLifecycleConfiguration DeleteBucketLifecycle", Bucket) { Shown = "lifecycle_rule", Rows = RowsBeside.OfOtherTypes },
        new("s3", "PutBucketNotification PutBucketNotificationConfiguration", "aws_s3_bucket_notification") { Shown = "eventbridge lambda_function queue topic", Deletes = true, Rows = RowsBeside.OfOtherTypes },
        new("s3", "PutBucketLogging", "aws_s3_bucket_logging") { Deletes = true, Rows = RowsBeside.Used },
        new("s3", "PutBucketLogging", Bucket) { Shown = "logging", Rows = RowsBeside.OfOtherTypes },
        new("s3", "PutBucketCors DeleteBucketCors", Bucket) { Shown = "cors_rule", Rows = RowsBeside.OfOtherTypes },
        new("s3", "PutBucketWebsite DeleteBucketWebsite", Bucket) { Shown = "website", Rows = RowsBeside.OfOtherTypes },
        new("s3", "PutBucketReplication DeleteBucketReplication", Bucket) { Shown = "replication_configuration", Rows = RowsBeside.OfOtherTypes },
        new("s3", "TagResource UntagResource", Bucket) { Shown = "tags", Rows = RowsBeside.Used },
        new("s3", "PutObject", "aws_s3_object aws_s3_bucket_object") { Hidden = "etag", Rows = RowsBeside.Used },
        new("s3", "CopyObject", "aws_s3_object_copy") { Hidden = "etag", Rows = RowsBeside.Used },
    ];

    private static IEnumerable<SpecialCall> Others() =>
    [
        new("kinesis", "StartStreamEncryption StopStreamEncryption", "aws_kinesis_stream") { Shown = "encryption_type", Rows = RowsBeside.Used },
        new("firehose", "StartDeliveryStreamEncryption StopDeliveryStreamEncryption", "aws_kinesis_firehose_delivery_stream") { Shown = "server_side_encryption", Rows = RowsBeside.Used },
        new("dynamodb", "UpdateTable", "aws_dynamodb_global_secondary_index") { Deletes = true, Rows = RowsBeside.Used },
        new("codebuild", "UpdateProject", "aws_codebuild_project") { Shown = "tags", Rows = RowsBeside.Used },
        new("events", "PutRule", "aws_cloudwatch_event_rule") { Creates = true, Rows = RowsBeside.Used },
        new("monitoring", "PutMetricAlarm", "aws_cloudwatch_metric_alarm") { Creates = true, Rows = RowsBeside.Used },
        new("monitoring", "PutCompositeAlarm", "aws_cloudwatch_composite_alarm") { Creates = true, Rows = RowsBeside.Used },
        new("organizations", "EnableAWSServiceAccess DisableAWSServiceAccess", "aws_organizations_organization") { Shown = "aws_service_access_principals", Rows = RowsBeside.Used },
        new("organizations", "EnablePolicyType DisablePolicyType", "aws_organizations_organization") { Shown = "enabled_policy_types", Rows = RowsBeside.Used },
        new("organizations", "LeaveOrganization", "aws_organizations_account") { Deletes = true },
        new("elasticache", "IncreaseReplicaCount DecreaseReplicaCount ModifyReplicationGroupShardConfiguration", "aws_elasticache_replication_group") { Shown = "num_cache_clusters", Rows = RowsBeside.Used },
        new("events", "PutTargets", "aws_cloudwatch_event_target") { Shown = "arn role_arn input input_path", Creates = true },
        new("events", "RemoveTargets", "aws_cloudwatch_event_target") { Deletes = true },
        new("kms", "CancelKeyDeletion", "aws_kms_key aws_kms_external_key aws_kms_replica_key aws_kms_replica_external_key") { Shown = "is_enabled enabled" },
        new("secretsmanager", "PutSecretValue UpdateSecret", "aws_secretsmanager_secret_version") { Hidden = "secret_string", Rows = RowsBeside.Used },
        new("ssm", "PutParameter", "aws_ssm_parameter") { Hidden = "value", Creates = true, Rows = RowsBeside.Used },
    ];

    private static string InPlaces(string names, params string[] blocks) => string.Join(' ', blocks.SelectMany(b => SpecialCall.Names(names).Select(n => $"{b}.{n}")));

    private static IEnumerable<SpecialCall> Switched() =>
        Switches.All.Select(s => new SpecialCall(s.Source[..s.Source.IndexOf('.', StringComparison.Ordinal)], s.Operation, s.Type) { Shown = s.Attribute });
}
