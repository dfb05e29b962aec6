using static DriftStream.Core.Judging.Severities.SeverityEffects;

namespace DriftStream.Core.Judging.Severities;

/// <summary>The attributes of all types that guard something: by name, as the provider names the same thing alike in hundreds of types. The first rule that fits counts.</summary>
internal static class GuardRules
{
    // What is named like a guard and guards nothing by itself.
    private static readonly NamePattern[] NoGuards = Patterns(
        "*prefix", "*suffix", "*format", "*redacted_fields*", "*record_fields", "*role_arn", "*_role", "*_owner", "*description", "*interval", "*_window",
        "*.name", "*_name_pattern", "*schema_version", "*.log_version", "*_wo_version", "*_delimiter",
        "*.bucket_region", "*.final_*", "*.skip_*", "*.force_*", "*.restore_to*", "*.snapshot_identifier", "*.advertise_*", "*_strategy",
        "*performance_insights*",
        "*encryption_context*", "*encryption_algorithm*", "*.key_modes_of_use*", "*.kms_keys_to_grant", "*.bucket_key_enabled", "*data_key_reuse*",
        "*_encryption_types", "*.kms_access",
        "*.kms_policy_document", "*encryption_name", "*data_encryption_metadata.*join*", "*data_encryption_metadata.*duplicates", "*.preserve_nulls",
        "*.encrypt", "*kms_key_provider_uri",
        "*login*", "*logical*", "*catalog_config*", "*catalog_id", "*catalog_arn", "*dialog*", "*.include_trust*", "*.include_cookies", "*.include_query*",
        "*.include_execution*", "*.include_detail", "*.exclude_*", "*debug_log*", "*.batch_mode", "*.log_output*", "*.bgp_log_output*",
        "*.log_driver", "*secret_option*", "*.options", "*.timestamp", "*.logging_filter*", "*transparency*", "*supplemental_logging*", "*archived_log*",
        "*path_no_log", "*_log_volume*",
        "*orphan_file*", "*run_rate*", "*iceberg_configuration.snapshot_retention*", "*.max_retention_days", "*retention_period_unit", "*_retention.type",
        "*maximum_retention*", "*_port", "*.retention_lock_time_in_days", "*.network_config.enable_network_isolation",
        "*_transformed_logs", "*logs_anomaly*", "*data_source_config*", "aws_cloudwatch_query_definition.*", "aws_oam_link.*", "aws_kms_custom_key_store.*");

    // There a zero means for ever.
    private static readonly NamePattern[] ZeroIsForEver = Patterns("aws_cloudwatch_log_group.retention_in_days", "aws_cloudwatch_event_archive.retention_days");

    public static IReadOnlyList<GuardRule> All { get; } =
    [
        new(PublicAccessBlockOff, Loss.Off,
            "*.block_public_*", "*.ignore_public_acls", "*.restrict_public_buckets", "*.internet_gateway_block_mode", "aws_*_block_public_access.state"),
        new(PublicDatabase, Loss.On, "*.publicly_accessible", "*.public_connectivity"),
        new(PublicEndpoint, Loss.On,
            "*.endpoint_public_access", "*.assign_public_ip", "*.associate_public_ip_address", "*.map_public_ip_on_launch", "*.create_public_ip",
            "*.is_publicly_accessible", "*.enable_default_internet_access", "*.enable_internet_access", "*.direct_internet_access", "*.public_access.type"),
        new(PublicEndpoint, Loss.Off, "aws_lb.internal", "aws_alb.internal", "aws_elb.internal"),
        new(PublicEndpoint, Loss.Public, "*.webserver_access_mode", "*.app_network_access_type", "*.project_visibility", "*.endpoint_type"),
        new(Shared, Loss.On, "*.allow_external_principals", "*.allow_full_table_external_data_access", "*.allow_external_data_filtering"),
        new(Grant, Loss.On, "*.auto_accept_shared_attachments", "aws_ec2_serial_console_access.enabled"),
        new(Grant, Loss.Off, "*.acceptance_required"),
        new(SignInOff, Loss.On,
            "*.allow_unauthenticated_identities", "*.unauthenticated", "*.no_password_required", "*.anonymous_auth_enabled", "*.authorize_all_groups"),
        new(SignInOff, Loss.Off,
            "aws_api_gateway_method.authorization", "aws_apigatewayv2_route.authorization_type", "aws_lambda_function_url.authorization_type",
            "aws_vpclattice_*.auth_type",
            "*.api_key_required", "aws_ivs_channel.authorized", "*.advanced_security_options.enabled", "*.trusted_key_groups*", "*.trusted_signers",
            "*.origin_access_control_id"),
        new(TransportWeakened, Loss.On, "*.insecure_ssl", "*.insecure_skip_verification", "*certificate_expiry"),
        new(SignInWeakened, Loss.Off,
            "*.http_tokens", "*.mfa_configuration", "*.software_token_mfa_configuration*", "*.iam_database_authentication_enabled", "*.advanced_security_mode",
            "*password_policy*.require_*", "*.max_password_age", "*.server_side_token_check", "*.prevent_user_existence_errors",
            "*.user_authorization_required",
            "*.mutual_authentication*", "*.mutual_tls_authentication*", "*.viewer_mtls_config*", "*.challenge_required_on_new_device"),
        new(SignInWeakened, Loss.Less,
            "*.minimum_password_length", "*password_policy.minimum_length", "*.password_reuse_prevention", "*password_policy.password_history_size"),
        new(TransportWeakened, Loss.OlderTls,
            "*.ssl_policy", "*.tls_security_policy", "*.minimum_protocol_version", "*.security_policy", "*.security_policy_name", "*.origin_ssl_protocols"),
        new(TransportWeakened, Loss.Off,
            "*.transit_encryption*", "*.in_transit_encryption", "*encryption_in_transit*", "*node_to_node_encryption*", "*traffic_encryption", "*.tls_enabled",
            "*.require_tls", "*.enforce_https", "*.tls_policy",
            "*.viewer_protocol_policy", "*.origin_protocol_policy", "*.protocol_policy", "*.ssl_mode", "*.ssl_security_protocol", "*.security_protocol",
            "*.cluster_endpoint_encryption_type",
            "aws_lb_listener.protocol", "aws_alb_listener.protocol", "*.check_certificate_revocation_status*", "aws_route53_hosted_zone_dnssec.signing_status"),
        new(KeyDisabled, Loss.Off,
            "aws_kms_*.is_enabled", "aws_kms_*.enabled", "aws_paymentcryptography_key.enabled", "aws_acmpca_certificate_authority.enabled"),
        new(RotationOff, Loss.Off, "*.enable_key_rotation", "*.rotation_rules", "*.rotation_lambda_arn"),
        new(EncryptionOff, Loss.On, "*.encryption_disabled", "*.allow_clear_text", "*.use_aws_owned_key"),
        new(EncryptionOff, Loss.Off,
            "*encrypt*", "*.sse_*", "*sse_enabled", "*kms_*", "aws_ebs_encryption_by_default.*", "aws_ebs_default_kms_key.*", "*.customer_managed_key_enabled"),
        new(DetectionOff, Loss.Off,
            "aws_guardduty_detector.enable", "aws_guardduty_*.datasources*", "aws_guardduty_*feature.status", "aws_guardduty_*.auto_enable*",
            "aws_config_configuration_recorder_status.is_enabled",
            "aws_config_configuration_recorder.recording_group.all_supported",
            "aws_config_configuration_recorder.recording_group.include_global_resource_types",
            "aws_securityhub_*.control_status", "aws_securityhub_*.association_status", "aws_securityhub_*.auto_enable*", "aws_macie2_account.status",
            "aws_inspector2_*.auto_enable*",
            "*.scan_on_push", "*.actions_enabled", "aws_cloudwatch_*_alarm.alarm_actions", "aws_cloudwatch_log_anomaly_detector.enabled", "aws_*event_subscription.enabled",
            "aws_cloudwatch_event_rule.is_enabled",
            "aws_cloudwatch_event_rule.state", "aws_shield_proactive_engagement.enabled"),
        new(DetectionOff, Loss.On, "aws_route53_health_check.disabled"),
        new(WebFirewallOff, Loss.Off,
            "*.web_acl_id", "*.web_acl_arn", "aws_waf*_web_acl.rule", "aws_waf*_web_acl.rules", "aws_waf*_web_acl.rule_json", "aws_waf*_rule_group.rule",
            "aws_waf*.action.block", "*.drop_invalid_header_fields"),
        new(WebFirewallOff, Loss.On,
            "aws_waf*.default_action.allow", "aws_waf*.action.count", "aws_waf*.override_action.count", "*.enable_waf_fail_open", "*.firewall_fail_open"),
        new(VersioningOff, Loss.Off, "*.versioning.enabled", "*.versioning", "*.versioning_configuration*"),
        new(DeletionProtectionOff, Loss.Off,
            "*.deletion_protection*", "*.delete_protection", "*.enable_deletion_protection", "*.termination_protection*", "*.disable_api_termination",
            "*.disable_api_stop",
            "*.protect_from_scale_in", "*_change_protection", "*.managed_termination_protection", "*.object_lock_enabled", "*.object_lock_configuration*",
            "*.mfa_delete",
            "aws_s3_bucket_object_lock_configuration.rule*", "*.new_game_session_protection_policy", "*.mutation_protection", "*.transfer_lock",
            "*.image_tag_mutability", "*.protection.replication_overwrite"),
        new(BackupOff, Loss.On, "*.delete_automated_backups"),
        new(BackupOff, Loss.Less,
            "*.backup_retention_period", "*.snapshot_retention_limit", "*.automated_snapshot_retention_period", "*.manual_snapshot_retention_period",
            "*.automatic_backup_retention_days",
            "*.recovery_period_in_days", "aws_backup_plan.rule.lifecycle.delete_after", "aws_db_instance_automated_backups_replication.retention_period",
            "aws_rbin_rule.retention_period.retention_period_value"),
        new(BackupOff, Loss.Off,
            "*.point_in_time_recovery*", "*.backup_policy*", "*continuous_backup*", "*.backup_retention_enabled", "*.snapshots_enabled",
            "aws_backup_plan.rule", "aws_dlm_lifecycle_policy.state",
            "*.s3_backup_mode", "*local_backup_enabled", "aws_s3_bucket.replication_configuration", "aws_s3_bucket.replication_configuration.rules.status",
            "aws_s3_bucket_replication_configuration.rule.status"),
        new(RetentionShortened, Loss.Less,
            "*retention_in_days", "*retention_period*", "*retention*_days", "*retention*_hours", "*.message_retention_seconds"),
        new(LoggingOff, Loss.On, "*.disable_all_logs"),
        new(LoggingOff, Loss.Off,
            "*logging*", "*access_log*", "*audit_log*", "*.audit_destination_arn", "*_logs*", "*.logs*", "*log_types*", "*log_config*", "*log_publishing*",
            "*log_delivery*", "*log_settings*", "*log_options*",
            "*.log_destination*", "*.log_group*", "*_log_enabled", "*.log_enabled", "*.enable_log_file_validation",
            "aws_cloudtrail.include_global_service_events", "aws_cloudtrail.is_organization_trail",
            "aws_cloudtrail.advanced_event_selector", "aws_cloudtrail_event_data_store.advanced_event_selector",
            "aws_cloudtrail_event_data_store.multi_region_enabled"),
    ];

    /// <summary>The rule of an attribute; null where it guards nothing.</summary>
    public static GuardRule? Of(AttributeName attribute) => Array.Exists(NoGuards, pattern => pattern.Fits(attribute)) ? null : All.FirstOrDefault(rule => rule.Fits(attribute));

    /// <summary>Whether an attribute's zero is the longest time there is.</summary>
    public static bool IsZeroForEver(AttributeName attribute) => Array.Exists(ZeroIsForEver, pattern => pattern.Fits(attribute));

    private static NamePattern[] Patterns(params string[] patterns) => Array.ConvertAll(patterns, pattern => new NamePattern(pattern));
}
