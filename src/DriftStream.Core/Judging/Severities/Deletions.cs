using DriftStream.Core.CloudTrail;
using static DriftStream.Core.Judging.Severities.SeverityEffects;

namespace DriftStream.Core.Judging.Severities;

/// <summary>What is lost with a deleted resource. The first row that fits its type counts.</summary>
internal static class Deletions
{
    private static readonly (SeverityEffect Effect, string[] Types)[] Rows =
    [
        (TrailStopped, ["aws_cloudtrail"]),
        (KeyDeletion,
        [
            "aws_kms_key", "aws_kms_external_key", "aws_kms_replica_key", "aws_kms_replica_external_key", "aws_paymentcryptography_key",
        ]),
        (PublicAccessBlockOff, ["*_public_access_block", "*_block_public_access"]),
        (EncryptionOff,
        [
            "*_server_side_encryption_configuration", "aws_ebs_encryption_by_default", "aws_glue_security_configuration",
            "aws_glue_data_catalog_encryption_settings", "aws_xray_encryption_config",
        ]),
        (VersioningOff, ["aws_s3_bucket_versioning"]),
        (DeletionProtectionOff, ["aws_s3_bucket_object_lock_configuration", "aws_backup_vault_lock_configuration", "aws_glacier_vault_lock"]),
        (LoggingOff,
        [
            "aws_flow_log", "*_logging", "*_logging_configuration", "*_logging_options", "*_access_log_subscription", "*_query_log", "*_query_log_config",
            "*_query_log_config_association",
            "aws_cloudwatch_log_subscription_filter", "aws_cloudwatch_log_destination", "aws_cloudwatch_log_delivery*", "aws_cloudfront_realtime_log_config",
            "aws_rds_cluster_activity_stream",
            "aws_cloudtrail_event_data_store", "aws_securitylake_*", "aws_cognito_log_delivery_configuration",
        ]),
        (DetectionOff,
        [
            "aws_guardduty_*", "aws_securityhub_*", "aws_config_*", "aws_macie2_*", "aws_inspector_*", "aws_inspector2_*", "aws_accessanalyzer_*",
            "aws_detective_*", "aws_devopsguru_*",
            "aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm", "aws_cloudwatch_log_metric_filter", "aws_cloudwatch_log_anomaly_detector",
            "*_event_subscription", "aws_route53_health_check",
            "aws_ecr_registry_scanning_configuration",
        ]),
        (WebFirewallOff,
        [
            "aws_waf_*", "aws_wafregional_*", "aws_wafv2_*", "aws_networkfirewall_*", "aws_shield_*", "aws_route53_resolver_firewall_*", "aws_fms_policy",
        ]),
        (BackupOff,
        [
            "aws_backup_plan", "aws_backup_selection", "aws_dlm_lifecycle_policy", "aws_efs_backup_policy", "aws_efs_replication_configuration",
            "*_automated_backups_replication",
            "aws_s3_bucket_replication_configuration", "aws_ecr_replication_configuration", "aws_redshift_snapshot_schedule*", "aws_redshift_snapshot_copy",
            "aws_rbin_rule", "aws_dynamodb_table_replica",
        ]),
        (RotationOff, ["aws_secretsmanager_secret_rotation"]),
        (SignInWeakened, ["aws_iam_account_password_policy", "aws_iam_virtual_mfa_device"]),
        (DataLoss,
        [
            "aws_s3_bucket", "aws_s3_directory_bucket", "aws_s3tables_table", "aws_s3tables_table_bucket", "aws_s3vectors_index",
            "aws_s3vectors_vector_bucket", "aws_s3control_bucket", "aws_lightsail_bucket", "aws_lightsail_database", "aws_lightsail_disk",
            "aws_db_instance", "aws_db_snapshot*", "aws_db_cluster_snapshot*", "aws_rds_cluster", "aws_rds_global_cluster", "aws_rds_cluster_snapshot_copy",
            "aws_docdb_cluster", "aws_docdb_global_cluster", "aws_docdb_cluster_snapshot", "aws_docdbelastic_cluster",
            "aws_neptune_cluster", "aws_neptune_global_cluster", "aws_neptune_cluster_snapshot", "aws_neptunegraph_graph", "aws_dsql_cluster",
            "aws_dynamodb_table", "aws_dynamodb_global_table", "aws_keyspaces_keyspace", "aws_keyspaces_table", "aws_timestream*_database",
            "aws_timestream*_table",
            "aws_timestreaminfluxdb_db_*", "aws_qldb_ledger", "aws_redshift_cluster", "aws_redshift_cluster_snapshot", "aws_redshiftserverless_namespace",
            "aws_redshiftserverless_snapshot",
            "aws_elasticache_cluster", "aws_elasticache_replication_group", "aws_elasticache_serverless_cache", "aws_memorydb_cluster",
            "aws_memorydb_snapshot", "aws_opensearch_domain",
            "aws_elasticsearch_domain", "aws_opensearchserverless_collection", "aws_ebs_volume", "aws_ebs_snapshot*", "aws_ami", "aws_ami_copy",
            "aws_ami_from_instance", "aws_efs_file_system", "aws_fsx_*_file_system", "aws_fsx_*_volume",
            "aws_fsx_backup", "aws_storagegateway_*_volume", "aws_kinesis_stream", "aws_kinesis_video_stream", "aws_msk_cluster", "aws_msk_serverless_cluster",
            "aws_mq_broker", "aws_sqs_queue",
            "aws_cloudwatch_log_group", "aws_cloudwatch_event_archive", "aws_ecr_repository", "aws_ecrpublic_repository", "aws_codecommit_repository",
            "aws_codeartifact_repository",
            "aws_secretsmanager_secret", "aws_ssm_parameter", "aws_backup_vault", "aws_backup_logically_air_gapped_vault", "aws_glacier_vault",
            "aws_cognito_user_pool", "aws_workspaces_workspace",
            "aws_athena_database", "aws_glue_catalog_database", "aws_glue_catalog_table", "aws_finspace_kx_database", "aws_finspace_kx_volume",
            "aws_healthlake_fhir_datastore", "aws_workmail_organization",
        ]),
    ];

    /// <summary>The effect of a deletion.</summary>
    /// <param name="type">The type of what was deleted.</param>
    public static SeenEffect Of(string type) => new(Effect(type), type);

    private static SeverityEffect Effect(string type) =>
        Array.Find(Rows, row => Array.Exists(row.Types, pattern => PrincipalPattern.Matches(pattern, type))) is { Effect: { } effect } ? effect : Deleted;
}
