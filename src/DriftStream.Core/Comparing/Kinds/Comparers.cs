using DriftStream.Core.Catalog;

namespace DriftStream.Core.Comparing.Kinds;

/// <summary>Which comparer an attribute has: by its type and path, by what the provider says of it, by its name.</summary>
internal static class Comparers
{
    private static readonly ValueComparer InOrder = new("lists in order") { IsOrdered = true };

    // Where one attribute of one type is special. Twin types have their own lines.
    private static readonly Dictionary<(string Type, string Path), ValueComparer> ByPath = OfPaths(
        (ForwardActions.Comparer, ["aws_alb_listener.default_action", "aws_alb_listener_rule.action", "aws_lb_listener.default_action", "aws_lb_listener_rule.action"]),
        (ContainerDocuments.Comparer, ["aws_batch_job_definition.container_properties", "aws_batch_job_definition.ecs_properties", "aws_ecs_task_definition.container_definitions"]),
        (Sizes.Comparer,
        [
            "aws_apprunner_service.instance_configuration.cpu", "aws_apprunner_service.instance_configuration.memory", "aws_ecs_express_gateway_service.cpu",
            "aws_ecs_express_gateway_service.memory", "aws_ecs_task_definition.cpu", "aws_ecs_task_definition.memory",
        ]),
        (EncodedTexts.Comparer, ["aws_cloudfront_function.code", "aws_mq_configuration.data", "aws_msk_configuration.server_properties"]),
        (SettingTexts.Comparer, ["aws_dms_endpoint.extra_connection_attributes"]),
        (OffIsNone.Comparer, ["aws_sns_topic.tracing_config"]),
        (OffIsNone.OwnKeys, ["aws_secretsmanager_secret.kms_key_id", "aws_secretsmanager_secret.replica.kms_key_id"]),
        (IssuerUrls.Comparer, ["aws_iam_openid_connect_provider.url"]),
        (DnsNames.AliasTargets, ["aws_route53_record.alias.name"]),
        (DnsNames.Comparer,
        [
            "aws_acm_certificate.domain_name", "aws_acm_certificate.subject_alternative_names", "aws_cloudfront_distribution.aliases", "aws_route53_record.fqdn",
            "aws_route53_record.name", "aws_route53_resolver_firewall_domain_list.domains", "aws_route53_resolver_rule.domain_name", "aws_route53_zone.name",
            "aws_ses_domain_identity.domain", "aws_ses_domain_mail_from.mail_from_domain",
        ]),
        (Protocols.Comparer,
        [
            "aws_default_security_group.egress.protocol", "aws_default_security_group.ingress.protocol", "aws_network_acl_rule.protocol", "aws_security_group.egress.protocol",
            "aws_security_group.ingress.protocol", "aws_security_group_rule.protocol", "aws_vpc_security_group_egress_rule.ip_protocol", "aws_vpc_security_group_ingress_rule.ip_protocol",
        ]),
        (Cidrs.Comparer, ["aws_wafv2_ip_set.addresses"]),
        (AnyCase.Comparer,
        [
            "aws_iam_openid_connect_provider.thumbprint_list", "aws_cloudfront_distribution.http_version", "aws_db_instance.db_subnet_group_name", "aws_db_instance.identifier", "aws_db_instance.parameter_group_name", "aws_db_instance.option_group_name", "aws_db_parameter_group.parameter.name",
            "aws_docdb_cluster.cluster_identifier", "aws_docdb_cluster.db_subnet_group_name", "aws_docdb_cluster_parameter_group.parameter.name", "aws_elasticache_cluster.cluster_id",
            "aws_elasticache_cluster.parameter_group_name", "aws_elasticache_cluster.subnet_group_name", "aws_elasticache_replication_group.parameter_group_name",
            "aws_elasticache_replication_group.replication_group_id", "aws_elasticache_replication_group.subnet_group_name", "aws_neptune_cluster.cluster_identifier",
            "aws_neptune_cluster_parameter_group.parameter.name", "aws_rds_cluster.cluster_identifier", "aws_rds_cluster.db_cluster_parameter_group_name", "aws_rds_cluster.db_subnet_group_name",
            "aws_rds_cluster_instance.identifier", "aws_rds_cluster_parameter_group.parameter.name", "aws_redshift_cluster.cluster_identifier", "aws_redshift_cluster.cluster_parameter_group_name",
        ]),
        (InOrder,
        [
            "aws_appsync_resolver.pipeline_config.functions", "aws_autoscaling_group.mixed_instances_policy.launch_template.override", "aws_autoscaling_group.termination_policies",
            "aws_cloudfront_distribution.ordered_cache_behavior", "aws_cloudfront_distribution.origin_group.member", "aws_codepipeline.stage", "aws_ecs_service.ordered_placement_strategy",
            "aws_glue_catalog_table.storage_descriptor.columns", "aws_lambda_function.image_config.command", "aws_lambda_function.image_config.entry_point", "aws_lambda_function.layers",
            "aws_ssmcontacts_plan.stage",
        ]));

    // Names that mean one thing in every type.
    private static readonly Dictionary<string, ValueComparer> ByName = OfNames(
        (Cidrs.Comparer,
        [
            "cidr", "cidr_allow_list", "cidr_block", "cidr_blocks", "cidr_ipv4", "cidr_ipv6", "cidrs", "destination_cidr_block", "destination_ipv6_cidr_block", "ipv6_cidr_block", "ipv6_cidr_blocks", "ipv6_cidrs",
            "local_ipv4_network_cidr", "local_ipv6_network_cidr", "public_access_cidrs", "remote_ipv4_network_cidr", "remote_ipv6_network_cidr", "source_cidr_block", "transit_gateway_cidr_blocks",
        ]),
        (Windows.Comparer, ["backup_window", "maintenance_window", "preferred_backup_window", "preferred_maintenance_window", "snapshot_window", "weekly_maintenance_window_start"]),
        (Durations.Comparer, ["duration", "early_renewal_duration", "post_experiment_duration", "pre_experiment_duration", "session_duration"]),
        (Schedules.Comparer, ["cron_expression", "cron_expression_for_recurrence", "recurrence", "schedule", "schedule_expression"]),
        (EngineVersions.Comparer, ["engine_version"]),
        (EncodedTexts.UserData, ["user_data", "user_data_base64"]),
        (KeyTexts.Comparer,
        [
            "ca_certificate_pem", "ca_pem", "certificate", "certificate_body", "certificate_chain", "certificate_pem", "encoded_key", "public_key", "server_certificate", "tls_certificate",
            "trust_anchor_certificate", "verification_certificate_pem",
        ]));

    /// <summary>All comparers that an attribute can have.</summary>
    public static IEnumerable<ValueComparer> All => Suppressors.Known.Select(Suppressors.Find).OfType<ValueComparer>().Concat(ByPath.Values).Concat(ByName.Values).Distinct();

    /// <summary>The types and paths that have a line of their own.</summary>
    public static IEnumerable<(string Type, string Path)> Paths => ByPath.Keys;

    /// <summary>The names that have a line of their own.</summary>
    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>The comparer of an attribute; null where the general rules hold.</summary>
    /// <param name="type">The resource type; null where nobody knows.</param>
    /// <param name="path">The attribute's path without indexes.</param>
    /// <param name="facts">What the provider says of the attribute; null where the catalogue has none.</param>
    public static ValueComparer? Find(string? type, string path, AttributeFacts? facts) =>
        (type is not null ? ByPath.GetValueOrDefault((type, path)) : null)
        ?? Suppressors.Find(facts?.Suppressor)
        ?? (facts is { Nested.Count: > 0 } or { Kind: AttributeKind.Map } ? null : ByName.GetValueOrDefault(path[(path.LastIndexOf('.') + 1)..]));

    private static Dictionary<(string Type, string Path), ValueComparer> OfPaths(params (ValueComparer Comparer, string[] Attributes)[] lines) =>
        lines.SelectMany(l => l.Attributes.Select(a => (l.Comparer, a))).ToDictionary(l => (l.a[..l.a.IndexOf('.', StringComparison.Ordinal)], l.a[(l.a.IndexOf('.', StringComparison.Ordinal) + 1)..]), l => l.Comparer);

    private static Dictionary<string, ValueComparer> OfNames(params (ValueComparer Comparer, string[] Names)[] lines) =>
        lines.SelectMany(l => l.Names.Select(n => (l.Comparer, n))).ToDictionary(l => l.n, l => l.Comparer, StringComparer.Ordinal);
}
