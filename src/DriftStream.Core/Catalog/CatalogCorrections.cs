namespace DriftStream.Core.Catalog;

/// <summary>
/// The derived facts that are known to be wrong: members of which the derivation saw no attribute, key and value taken
/// for one attribute, and neighbours in the provider's code taken for effects. Applied when an event is first looked up.
/// </summary>
internal static class CatalogCorrections
{
    public static readonly Correction[] All =
    [
        new("ec2", "ReplaceNetworkAclEntry", "aws_network_acl_rule")
        {
            Pairs = [("CidrBlock", "cidr_block"), ("Protocol", "protocol"), ("RuleAction", "rule_action")],
        },
        new("ec2", "CreateTags", "aws_ec2_tag") { Pairs = [("Tags.Key", "key")] },
        new("ec2", "DeleteTags", "aws_ec2_tag") { Pairs = [("Tags.Key", "key")] },
        .. OneTag("dynamodb", "aws_dynamodb_tag", "Tags.Key", "TagKeys"),
        .. OneTag("ecs", "aws_ecs_tag", "tags.key", "tagKeys"),
        .. OneTag("organizations", "aws_organizations_tag", "Tags.Key", "TagKeys"),
        .. OneTag("secretsmanager", "aws_secretsmanager_tag", "Tags.Key", "TagKeys"),
        .. OneTag("transfer", "aws_transfer_tag", "Tags.Key", "TagKeys"),
        new("elasticloadbalancing", "ModifyLoadBalancerAttributes", "aws_lb") { Pairs = [("Attributes", null)] },
        new("elasticloadbalancing", "ModifyLoadBalancerAttributes", "aws_alb") { Pairs = [("Attributes", null)] },
        new("elasticloadbalancing", "ModifyTargetGroupAttributes", "aws_lb_target_group") { Pairs = [("Attributes", null)] },
        new("elasticloadbalancing", "ModifyTargetGroupAttributes", "aws_alb_target_group") { Pairs = [("Attributes", null)] },
        new("elasticloadbalancing", "ModifyListenerAttributes", "aws_lb_listener") { Pairs = [("Attributes", null)] },
        new("elasticloadbalancing", "ModifyListenerAttributes", "aws_alb_listener") { Pairs = [("Attributes", null)] },
        new("apigateway", "UpdateRestApi", "aws_api_gateway_rest_api")
        {
            Pairs = [("patchOperations.path", null)],
            NotTouched = ["body", "parameters"],
        },
        new("apigateway", "UpdateApi", "aws_apigatewayv2_api") { NotTouched = ["body"] },
        new("apigateway", "PutIntegration", "aws_api_gateway_integration") { Settings = ["type"] },
        new("apigateway", "UpdateIntegration", "aws_apigatewayv2_integration") { Settings = ["IntegrationType"] },
        new("ssm", "UpdateDocumentDefaultVersion", "aws_ssm_document")
        {
            Pairs = [("DocumentVersion", "default_version")],
            NotTouched = ["content"],
        },

        new("rds", "ModifyDBCluster", "aws_rds_cluster") { Missing = [("NewDBClusterIdentifier", "cluster_identifier")] },
        new("rds", "ModifyDBCluster", "aws_docdb_cluster") { Missing = [("NewDBClusterIdentifier", "cluster_identifier")] },
        new("rds", "ModifyDBCluster", "aws_neptune_cluster") { Missing = [("NewDBClusterIdentifier", "cluster_identifier")] },
        new("rds", "ModifyDBInstance", "aws_rds_cluster_instance") { Missing = [("NewDBInstanceIdentifier", "identifier")] },
        new("rds", "ModifyDBInstance", "aws_docdb_cluster_instance") { Missing = [("NewDBInstanceIdentifier", "identifier")] },
        new("rds", "ModifyDBInstance", "aws_neptune_cluster_instance") { Missing = [("NewDBInstanceIdentifier", "identifier")] },
        new("redshift-serverless", "UpdateWorkgroup", "aws_redshiftserverless_workgroup") { Missing = [("baseCapacity", "base_capacity"), ("maxCapacity", "max_capacity")] },
        new("redshift", "ModifyCluster", "aws_redshift_cluster") { Missing = [("NewClusterIdentifier", "cluster_identifier")] },
        new("dynamodb", "UpdateTable", "aws_dynamodb_table")
        {
            Pairs =
            [
                ("GlobalSecondaryIndexUpdates.Create.ProvisionedThroughput.ReadCapacityUnits", "global_secondary_index.read_capacity"),
                ("GlobalSecondaryIndexUpdates.Create.ProvisionedThroughput.WriteCapacityUnits", "global_secondary_index.write_capacity"),
                ("GlobalSecondaryIndexUpdates.Update.ProvisionedThroughput.ReadCapacityUnits", "global_secondary_index.read_capacity"),
                ("GlobalSecondaryIndexUpdates.Update.ProvisionedThroughput.WriteCapacityUnits", "global_secondary_index.write_capacity"),
            ],
        },

        new("eks", "UpdateClusterConfig", "aws_eks_cluster") { Pairs = [("logging.clusterLogging.types", null)], Missing = [("deletionProtection", "deletion_protection")] },

        new("ecs", "UpdateService", "aws_ecs_service") { Missing = [("networkConfiguration.awsvpcConfiguration.assignPublicIp", "network_configuration.assign_public_ip")] },
        new("ecs", "UpdateClusterSettings", "aws_ecs_cluster") { IsKnown = true, Missing = [("settings.name", "setting.name"), ("settings.value", "setting.value")] },

        new("firehose", "UpdateDestination", "aws_kinesis_firehose_delivery_stream") { Pairs = [("CurrentDeliveryStreamVersionId", null), ("DestinationId", null)] },

        new("athena", "UpdateWorkGroup", "aws_athena_workgroup")
        {
            Missing =
            [
                ("ConfigurationUpdates.ResultConfigurationUpdates.OutputLocation", "configuration.result_configuration.output_location"),
                ("ConfigurationUpdates.ResultConfigurationUpdates.EncryptionConfiguration.EncryptionOption", "configuration.result_configuration.encryption_configuration.encryption_option"),
                ("ConfigurationUpdates.ResultConfigurationUpdates.EncryptionConfiguration.KmsKey", "configuration.result_configuration.encryption_configuration.kms_key_arn"),
            ],
        },

        new("organizations", "MoveAccount", "aws_organizations_account") { Pairs = [("SourceParentId", null)] },

        // What these set is the setting itself; there is one of it.
        new("ecr", "PutRegistryScanningConfiguration", "aws_ecr_registry_scanning_configuration") { IsSingleton = true, Missing = [("scanType", "scan_type")] },
        new("xray", "PutEncryptionConfig", "aws_xray_encryption_config") { IsSingleton = true, Missing = [("Type", "type")] },
        new("glue", "PutDataCatalogEncryptionSettings", "aws_glue_data_catalog_encryption_settings") { IsSingleton = true },
        new("inspector2", "Disable", "aws_inspector2_enabler") { Pairs = [("accountIds", null)] },

        // It asks AWS to refuse public policies in this call, and nothing remembers it.
        new("secretsmanager", "PutResourcePolicy", "aws_secretsmanager_secret_policy") { Pairs = [("BlockPublicPolicy", null)] },

        new("sns", "SetTopicAttributes", "aws_sns_topic_policy")
        {
            Pairs = [("AttributeValue", null)],
            Missing = [("AttributeName=Policy", "policy")],
        },

        // CloudTrail keeps the shape that these calls had at first.
        new("ec2", "RunInstances", "aws_instance")
        {
            Missing =
            [
                ("InstancesSet.ImageId", "ami"),
                ("InstancesSet.KeyName", "key_name"),
                ("GroupSet.GroupId", "vpc_security_group_ids"),
                ("AvailabilityZone", "availability_zone"),
                ("Tenancy", "tenancy"),
                ("NetworkInterfaces.NetworkInterfaceId", "network_interface.network_interface_id"),
            ],
        },
        new("ec2", "CreateVolume", "aws_ebs_volume") { Missing = [("Zone", "availability_zone")] },
        new("ec2", "CreateNetworkInterface", "aws_network_interface") { Pairs = [("PrivateIpAddresses.PrivateIpAddress", "private_ips")] },
        new("rolesanywhere", "CreateTrustAnchor", "aws_rolesanywhere_trust_anchor") { Missing = [("Source.SourceData.X509CertificateData", "source.source_data.x509_certificate_data")] },
        new("dynamodb", "PutResourcePolicy", "aws_dynamodb_resource_policy") { IsKnown = true },

        // The provider never calls them, but their effect is plain.
        new("redshift", "ResizeCluster", "aws_redshift_cluster") { IsKnown = true },
        new("redshift", "EnableLogging", "aws_redshift_logging") { IsKnown = true, Effect = RowEffect.Create },
        new("autoscaling", "SetDesiredCapacity", "aws_autoscaling_group") { IsKnown = true },

        new("ec2", "ModifyEbsDefaultKmsKeyId", "aws_ebs_default_kms_key") { Effect = RowEffect.Put, IsSingleton = true, Missing = [("KmsKeyId", "key_arn")] },

        // The provider calls these in other places too, which hid what they are.
        new("dynamodb", "RestoreTableToPointInTime", "aws_dynamodb_table") { Effect = RowEffect.Create },
        new("dynamodb", "RestoreTableFromBackup", "aws_dynamodb_table") { Effect = RowEffect.Create },
        new("cognito-idp", "AdminCreateUser", "aws_cognito_user") { Effect = RowEffect.Create },
        new("cognito-idp", "AdminDeleteUser", "aws_cognito_user") { Effect = RowEffect.Delete },
        new("cognito-idp", "AdminAddUserToGroup", "aws_cognito_user_in_group") { Effect = RowEffect.Create },
        new("cognito-idp", "AdminRemoveUserFromGroup", "aws_cognito_user_in_group") { Effect = RowEffect.Delete },
        new("iam", "DeleteRole", "aws_iam_role") { Effect = RowEffect.Delete },
        new("elasticloadbalancing", "CreateLoadBalancer", "aws_elb") { Effect = RowEffect.Create },
        new("rds", "CreateDBInstance", "aws_docdb_cluster_instance") { Effect = RowEffect.Create },
        new("rds", "DeleteDBInstance", "aws_db_instance") { Effect = RowEffect.Delete },
        new("ds", "DeleteDirectory", "aws_directory_service_directory") { Effect = RowEffect.Delete },
        new("sagemaker", "DeleteEndpoint", "aws_sagemaker_endpoint") { Effect = RowEffect.Delete },
        new("synthetics", "DeleteCanary", "aws_synthetics_canary") { Effect = RowEffect.Delete },
        new("securityhub", "BatchDisableStandards", "aws_securityhub_standards_subscription") { Effect = RowEffect.Delete },
        new("ssm", "ResetServiceSetting", "aws_ssm_service_setting") { Effect = RowEffect.Delete },
        new("organizations", "CloseAccount", "aws_organizations_account") { Effect = RowEffect.Delete },
        new("kms", "RetireGrant", "aws_kms_grant") { Effect = RowEffect.Delete },
        new("batch", "DeregisterJobDefinition", "aws_batch_job_definition") { Effect = RowEffect.Delete },

        // Called before the deletion of the role or group itself, which only loses a place in a list.
        new("iam", "RemoveRoleFromInstanceProfile", "aws_iam_role") { IsWrong = true },
        // An invocation leaves nothing that the resource holds.
        new("lambda", "Invoke", "aws_lambda_invocation") { IsWrong = true },

        // The provider stops an instance before it detaches a volume.
        new("ec2", "StopInstances", "aws_volume_attachment") { IsWrong = true },
        new("workspaces", "DisassociateIpGroups", "aws_workspaces_ip_group") { IsWrong = true },
        new("autoscaling", "PutLifecycleHook", "aws_autoscaling_group") { IsWrong = true },
        new("ec2", "ModifyVpcEndpoint", "aws_subnet") { IsWrong = true },
        new("ec2", "ModifyVpcEndpoint", "aws_default_subnet") { IsWrong = true },
        new("apigateway", "UpdateIntegration", "aws_api_gateway_method") { IsWrong = true },
        new("ec2", "DisassociateTransitGatewayMulticastDomain", "aws_ec2_transit_gateway_multicast_domain") { IsWrong = true },

        new("wafv2", "PutLoggingConfiguration", "aws_wafv2_web_acl_logging_configuration") { Identifying = [("LoggingConfiguration.ResourceArn", "id")] },

        // Rules of one name may lie on several buses.
        new("events", "EnableRule", "aws_cloudwatch_event_rule") { IsKnown = true, Identifying = [("EventBusName", "event_bus_name")] },
        new("events", "DisableRule", "aws_cloudwatch_event_rule") { IsKnown = true, Identifying = [("EventBusName", "event_bus_name")] },

        // They name the bucket too, and change one object in it.
        new("s3", "DeleteObject", "aws_s3_bucket") { IsWrong = true },
        new("s3", "PutObjectLegalHold", "aws_s3_bucket") { IsWrong = true },
        new("s3", "DeleteObject", "aws_s3_directory_bucket") { IsWrong = true },
        new("s3", "PutObjectLegalHold", "aws_s3_directory_bucket") { IsWrong = true },
        new("s3", "PutObjectLegalHold", "aws_s3_object_copy") { IsWrong = true },

        new("iam", "UpdateRole", "aws_iam_role") { Missing = [("Description", "description")] },

        // The provider stops an instance to change these; stopping and starting does not.
        new("ec2", "StartInstances", "aws_instance") { NotTouched = ChangedWhileStopped },
        new("ec2", "StopInstances", "aws_instance") { NotTouched = ChangedWhileStopped },

        // PrepareAgent publishes the draft that UpdateAgent changed.
        new("bedrock", "PrepareAgent", "aws_bedrockagent_agent") { NotTouched = DraftOfAgent },

        // These exist in the configuration only, so no call can change them.
        new("acm", "ImportCertificate", "aws_acm_certificate") { NotTouched = ["private_key_wo_version"] },
        new("connect", "UpdateContactFlowContent", "aws_connect_contact_flow") { NotTouched = ["content_hash", "filename"] },
        new("connect", "UpdateContactFlowModuleContent", "aws_connect_contact_flow_module") { NotTouched = ["content_hash", "filename"] },

        // New names and other settings, without which the call would seem to mean another resource.
        new("account", "PutAlternateContact", "aws_account_alternate_contact") { Settings = ["Name"] },
        new("appconfig", "UpdateEnvironment", "aws_appconfig_environment") { Settings = ["Name"] },
        new("appsync", "UpdateApi", "aws_appsync_api") { Settings = ["name"] },
        new("bedrock", "UpdateGuardrail", "aws_bedrock_guardrail") { Settings = ["name"] },
        new("cloudcontrolapi", "UpdateResource", "aws_cloudcontrolapi_resource") { Settings = ["RoleArn", "TypeVersionId"] },
        new("codecommit", "UpdateRepositoryName", "aws_codecommit_repository") { Settings = ["newName"] },
        new("codedeploy", "UpdateApplication", "aws_codedeploy_app") { Settings = ["newApplicationName"] },
        new("codedeploy", "UpdateDeploymentGroup", "aws_codedeploy_deployment_group") { Settings = ["newDeploymentGroupName"] },
        new("compute-optimizer", "PutRecommendationPreferences", "aws_computeoptimizer_recommendation_preferences") { Settings = ["inferredWorkloadTypes"] },
        new("config", "PutRemediationConfigurations", "aws_config_remediation_configuration") { Settings = ["RemediationConfigurations.ResourceType"] },
        new("ec2", "AssociateDhcpOptions", "aws_vpc_dhcp_options_association") { Settings = ["DhcpOptionsId"] },
        new("eks", "UpdatePodIdentityAssociation", "aws_eks_pod_identity_association") { Settings = ["roleArn"] },
        new("quicksight", "UpdateRoleCustomPermission", "aws_quicksight_role_custom_permission") { Settings = ["CustomPermissionsName"] },
        new("quicksight", "UpdateUserCustomPermission", "aws_quicksight_user_custom_permission") { Settings = ["CustomPermissionsName"] },
        new("rum", "PutRumMetricsDestination", "aws_rum_metrics_destination") { Settings = ["DestinationArn"] },
        new("s3tables", "RenameTable", "aws_s3tables_table") { Settings = ["newName", "newNamespaceName"] },
        new("ssm-quicksetup", "UpdateConfigurationManager", "aws_ssmquicksetup_configuration_manager") { Settings = ["Name"] },

        // A key against repetition, a word that AWS writes otherwise, and the name of something that is made beside the resource.
        new("amazonmq", "CreateBroker", "aws_mq_broker") { NotIdentifying = ["CreatorRequestId", "EngineType"] },
        new("rds", "CreateBlueGreenDeployment", "aws_db_instance") { NotIdentifying = ["BlueGreenDeploymentName"] },

        // The ARN holds the name before the id, so the name is no part of it that could be compared.
        new("wafv2", "UpdateWebACL", "aws_wafv2_web_acl_rule") { NotIdentifying = ["Name"] },

        // They say which stacks go.
        new("cloudformation", "DeleteStackInstances", "aws_cloudformation_stack_instances")
        {
            Pairs =
            [
                ("CallAs", null), ("DeploymentTargets.AccountFilterType", null), ("DeploymentTargets.Accounts", null), ("DeploymentTargets.AccountsUrl", null),
                ("DeploymentTargets.OrganizationalUnitIds", null), ("RetainStacks", null),
            ],
        },

        new("cloudfront", "CreateDistribution", "aws_cloudfront_distribution") { Pairs = Elements(""), Missing = MembersOfElements("") },
        new("cloudfront", "CreateDistributionWithTags", "aws_cloudfront_distribution")
        {
            Pairs = Elements("DistributionConfigWithTags."),
            Missing = MembersOfElements("DistributionConfigWithTags."),
        },

        new("apigateway", "UpdateUsagePlan", "aws_api_gateway_usage_plan") { Pairs = [("patchOperations.path", null)] },
        new("elasticache", "ModifyReplicationGroup", "aws_elasticache_replication_group") { Missing = [("Engine", "engine")] },
        new("elasticache", "ModifyCacheCluster", "aws_elasticache_cluster") { Pairs = [("CacheNodeIdsToRemove", null)] },
        new("sso", "TagResource", "aws_ssoadmin_application") { Pairs = [("InstanceArn", null)] },
        new("sso", "UntagResource", "aws_ssoadmin_application") { Pairs = [("InstanceArn", null)] },
        .. NetworkCorrections.All,
        .. ServiceCorrections.All,
    ];

    private static string[] ChangedWhileStopped =>
    [
        "capacity_reservation_specification",
        "capacity_reservation_specification.capacity_reservation_target.capacity_reservation_id",
        "cpu_options",
        "instance_type",
        "user_data",
        "user_data_base64",
    ];

    private static string[] DraftOfAgent =>
    [
        "agent_collaboration",
        "agent_name",
        "agent_resource_role_arn",
        "customer_encryption_key_arn",
        "description",
        "foundation_model",
        "guardrail_configuration",
        "idle_session_ttl_in_seconds",
        "instruction",
        "memory_configuration",
        "prompt_override_configuration",
    ];

    // The elements of a list were taken for one member of theirs.
    private static (string, string?)[] Elements(string inside) =>
        [.. MembersOfElements(inside).Select(m => (m.Member[..m.Member.LastIndexOf('.')], (string?)null)).Distinct()];

    private static (string Member, string Attribute)[] MembersOfElements(string inside)
    {
        var config = inside + "DistributionConfig.";
        return
        [
            (config + "CacheBehaviors.Items.FunctionAssociations.Items.EventType", "ordered_cache_behavior.function_association.event_type"),
            (config + "CacheBehaviors.Items.FunctionAssociations.Items.FunctionARN", "ordered_cache_behavior.function_association.function_arn"),
            (config + "CacheBehaviors.Items.LambdaFunctionAssociations.Items.EventType", "ordered_cache_behavior.lambda_function_association.event_type"),
            (config + "CacheBehaviors.Items.LambdaFunctionAssociations.Items.IncludeBody", "ordered_cache_behavior.lambda_function_association.include_body"),
            (config + "CacheBehaviors.Items.LambdaFunctionAssociations.Items.LambdaFunctionARN", "ordered_cache_behavior.lambda_function_association.lambda_arn"),
            (config + "Origins.Items.CustomHeaders.Items.HeaderName", "origin.custom_header.name"),
            (config + "Origins.Items.CustomHeaders.Items.HeaderValue", "origin.custom_header.value"),
        ];
    }

    // One tag is one resource: the key says which, the value is its setting.
    private static Correction[] OneTag(string service, string type, string key, string keys) =>
    [
        new(service, "TagResource", type) { Pairs = [(key, "key")] },
        new(service, "UntagResource", type) { Pairs = [(keys, "key")] },
    ];

    /// <summary>Calls that mean a type of which the derivation saw nothing: the provider makes them in another version, or never.</summary>
    public static readonly Addition[] Added =
    [
        new("secretsmanager", "UpdateSecret", "aws_secretsmanager_secret_version") { Ids = [("SecretId", "secret_id")] },
        new("lambda", "UpdateFunctionEventInvokeConfig", "aws_lambda_function_event_invoke_config")
        {
            Ids = [("FunctionName", "function_name"), ("Qualifier", "qualifier")],
            Pairs =
            [
                ("MaximumRetryAttempts", "maximum_retry_attempts"), ("MaximumEventAgeInSeconds", "maximum_event_age_in_seconds"),
                ("DestinationConfig.OnFailure.Destination", "destination_config.on_failure.destination"),
                ("DestinationConfig.OnSuccess.Destination", "destination_config.on_success.destination"),
            ],
        },
        new("kafka", "CreateClusterV2", "aws_msk_cluster") { Like = "CreateCluster", Below = "Provisioned" },
        new("iam", "UpdateLoginProfile", "aws_iam_user_login_profile") { Ids = [("UserName", "user")], Pairs = [("PasswordResetRequired", "password_reset_required")] },
        .. NetworkCorrections.Added,
        .. ServiceCorrections.Added,
    ];

    /// <summary>The rows of an event as they should be.</summary>
    /// <param name="service">The event source without its domain.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="rows">The derived ones.</param>
    /// <param name="catalog">Where additions find types, and rows of other operations.</param>
    public static EventRow[] Apply(string service, string operation, EventRow[] rows, EventCatalog catalog) =>
        [.. Apply(service, operation, rows), .. Added.Where(a => a.Operation == operation && a.Service == service).Select(a => a.Row(catalog))];

    /// <summary>The derived rows without what is known to be wrong in them.</summary>
    public static EventRow[] Apply(string service, string operation, EventRow[] rows)
    {
        foreach (var correction in All)
        {
            if (correction.Operation == operation && correction.Service == service)
            {
                rows = correction.IsWrong
                    ? Array.FindAll(rows, row => row.Type?.Name != correction.Type)
                    : Array.ConvertAll(rows, row => row.Type?.Name == correction.Type ? correction.Apply(row) : row);
            }
        }

        return rows;
    }
}
