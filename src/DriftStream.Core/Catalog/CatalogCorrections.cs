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
        new("elasticloadbalancing", "ModifyLoadBalancerAttributes", "aws_lb") { Pairs = [("Attributes", null)] },
        new("elasticloadbalancing", "ModifyLoadBalancerAttributes", "aws_alb") { Pairs = [("Attributes", null)] },
        new("elasticloadbalancing", "ModifyTargetGroupAttributes", "aws_lb_target_group") { Pairs = [("Attributes", null)] },
        new("elasticloadbalancing", "ModifyTargetGroupAttributes", "aws_alb_target_group") { Pairs = [("Attributes", null)] },
        new("apigateway", "UpdateRestApi", "aws_api_gateway_rest_api")
        {
            Pairs = [("patchOperations.path", null)],
            NotTouched = ["body", "parameters"],
        },
        new("apigateway", "UpdateApi", "aws_apigatewayv2_api") { NotTouched = ["body"] },
        new("ssm", "UpdateDocumentDefaultVersion", "aws_ssm_document")
        {
            Pairs = [("DocumentVersion", "default_version")],
            NotTouched = ["content"],
        },

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

        new("eks", "UpdateClusterConfig", "aws_eks_cluster") { Pairs = [("logging.clusterLogging.types", null)] },

        // A count beside the items is no item.
        new("cloudfront", "CreateDistribution", "aws_cloudfront_distribution") { Pairs = [("DistributionConfig.Restrictions.GeoRestriction.Quantity", null)] },
        new("cloudfront", "CreateDistributionWithTags", "aws_cloudfront_distribution") { Pairs = [("DistributionConfigWithTags.DistributionConfig.Restrictions.GeoRestriction.Quantity", null)] },
        new("cloudfront", "UpdateDistribution", "aws_cloudfront_distribution") { Pairs = [("DistributionConfig.Restrictions.GeoRestriction.Quantity", null)] },

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

        // The provider never calls it, but its effect is plain.
        new("autoscaling", "SetDesiredCapacity", "aws_autoscaling_group") { IsKnown = true },

        // The provider calls these in other places too, which hid what they are.
        new("iam", "DeleteRole", "aws_iam_role") { Effect = RowEffect.Delete },
        new("elasticloadbalancing", "CreateLoadBalancer", "aws_elb") { Effect = RowEffect.Create },
        new("rds", "CreateDBInstance", "aws_docdb_cluster_instance") { Effect = RowEffect.Create },
        new("rds", "DeleteDBInstance", "aws_db_instance") { Effect = RowEffect.Delete },
        new("ds", "DeleteDirectory", "aws_directory_service_directory") { Effect = RowEffect.Delete },
        new("sagemaker", "DeleteEndpoint", "aws_sagemaker_endpoint") { Effect = RowEffect.Delete },
        new("synthetics", "DeleteCanary", "aws_synthetics_canary") { Effect = RowEffect.Delete },
        new("batch", "DeregisterJobDefinition", "aws_batch_job_definition") { Effect = RowEffect.Delete },

        // Called before the deletion of the role or group itself, which only loses a place in a list.
        new("iam", "RemoveRoleFromInstanceProfile", "aws_iam_role") { IsWrong = true },
        new("workspaces", "DisassociateIpGroups", "aws_workspaces_ip_group") { IsWrong = true },
        new("ec2", "DisassociateTransitGatewayMulticastDomain", "aws_ec2_transit_gateway_multicast_domain") { IsWrong = true },

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

    /// <summary>Calls that mean a type of which the derivation saw nothing: the provider makes them in another version, or never.</summary>
    public static readonly Addition[] Added =
    [
        new("kafka", "CreateClusterV2", "aws_msk_cluster") { Like = "CreateCluster", Below = "Provisioned" },
        new("iam", "UpdateLoginProfile", "aws_iam_user_login_profile") { Ids = [("UserName", "user")], Pairs = [("PasswordResetRequired", "password_reset_required")] },
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
