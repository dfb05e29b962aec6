using DriftStream.Core.Catalog;

namespace DriftStream.Core.Judging.Effects;

/// <summary>Parameters that steer one call and are no setting of anything: each with the reason why nobody needs to read it.</summary>
internal static class CallParameters
{
    private const string Token = "makes a repeated call harmless";
    private const string Expected = "the state of things that the caller expects";
    private const string Option = "an option of the call";
    private const string Checksum = "lets AWS check the transfer";

    // Attributes of Terraform that are such parameters, too.
    private static readonly HashSet<string> Options =
    [
        "apply_immediately", "allow_major_version_upgrade", "skip_final_snapshot", "final_snapshot_identifier", "force_destroy", "force_delete",
        "skip_destroy", "retain_on_delete", "delete_automated_backups", "bypass_policy_lockout_safety_check", "deletion_window_in_days",
        "overwrite", "publish", "force", "client_token", "wait_for_deployment", "force_new_deployment", "force_update_version",
        "force_detach_policies", "revoke_rules_on_delete", "recovery_window_in_days", "force_overwrite_replica_secret", "stop_on_deletion",
        "cascade_delete", "auth_token_update_strategy", "auto_minor_version_upgrade_force", "skip_resource_in_use_check", "wait_for_steady_state",
        "accept_bucket_warning", "operation_preferences", "resolve_conflicts", "resolve_conflicts_on_create", "resolve_conflicts_on_update",
    ];

    // S3 takes these as headers of the call, and other services know some of them as settings.
    private static readonly HashSet<string> OptionsOfS3 =
    [
        "expected_bucket_owner", "expected_source_bucket_owner", "mfa", "token", "metadata_directive", "tagging_directive",
        "copy_if_match", "copy_if_modified_since", "copy_if_none_match", "copy_if_unmodified_since",
    ];

    // What a resource has from its beginning to its end, or what only Terraform knows.
    private static readonly HashSet<string> Unchanging = ["id", "arn", "region", "name_prefix", "timeouts"];

    private static readonly Dictionary<string, string> ByName = new(Options.Select(o => KeyValuePair.Create(o.Replace("_", "", StringComparison.Ordinal), Option)), StringComparer.OrdinalIgnoreCase)
    {
        ["host"] = "the address that was called",
        ["clientToken"] = Token,
        ["clientRequestToken"] = Token,
        ["idempotencyToken"] = Token,
        ["dryRun"] = "whether it was a dry run",
        ["ifMatch"] = Expected,
        ["ifNoneMatch"] = Expected,
        ["lockToken"] = Expected,
        ["changeToken"] = Expected,
        ["revisionId"] = Expected,
        ["nextToken"] = "turns pages",
        ["maxResults"] = "turns pages",
        ["content-md5"] = Checksum,
        ["x-amz-sdk-checksum-algorithm"] = Checksum,
        ["x-amz-expected-bucket-owner"] = Expected,
        ["x-amz-request-payer"] = "who pays for the call",
    };

    private static readonly Dictionary<(string Service, string Path), string> OfService = new()
    {
        [("apigateway", "template")] = "asks for links in the answer",
        [("autoscaling", "honorCooldown")] = Option,
        [("autoscaling", "tags.resourceType")] = "only groups have tags there",
        [("ec2", "attributeType")] = "names the parameter beside it",
        [("ec2", "hibernate")] = "how instances are stopped",
        [("ec2", "skipOsShutdown")] = "how instances are stopped",
        [("ec2", "maxCount")] = "how many to launch; each is a resource of its own",
        [("ec2", "minCount")] = "how many to launch; each is a resource of its own",
        [("ec2", "instancesSet.items.maxCount")] = "how many to launch; each is a resource of its own",
        [("ec2", "instancesSet.items.minCount")] = "how many to launch; each is a resource of its own",
        [("glue", "policyExistsCondition")] = Expected,
        [("glue", "policyHashCondition")] = Expected,
        [("kms", "policyName")] = "every key has one policy, and it is called default",
        [("lambda", "fullyQualifiedArn.relativeId.functionName")] = "repeats functionName",
        [("lambda", "fullyQualifiedArn.arnPrefix.account")] = "repeats where the function lives",
        [("lambda", "fullyQualifiedArn.arnPrefix.partition")] = "repeats where the function lives",
        [("lambda", "fullyQualifiedArn.arnPrefix.region")] = "repeats where the function lives",
        [("rds", "attributeName")] = "snapshots can only be shared for restoring",
        [("rds", "finalDBSnapshotIdentifier")] = Option,
        [("rds", "preSignedUrl")] = "lets another region answer",
        [("rds", "sourceRegion")] = "where the copy comes from",
        [("redshift", "finalClusterSnapshotIdentifier")] = Option,
        [("s3", "CreateBucketConfiguration.LocationConstraint")] = "where the bucket is made; it never moves",
        [("secretsmanager", "blockPublicPolicy")] = "is checked in this call and not remembered",
        [("secretsmanager", "forceDeleteWithoutRecovery")] = Option,
    };

    /// <summary>Why a parameter need not be read; null where it is a setting or not known.</summary>
    /// <param name="source">e.g. <c>rds.amazonaws.com</c>.</param>
    /// <param name="path">Where it stands in the request, the operation's wrapper and list indexes left out.</param>
    public static string? WhyIrrelevant(string source, string path) =>
        ByName.GetValueOrDefault(path) ?? OfService.GetValueOrDefault((source[..Math.Max(0, source.IndexOf('.', StringComparison.Ordinal))], path));

    /// <summary>Why an attribute cannot differ because of a call that sends it; null where it can.</summary>
    public static string? WhyNoSetting(ResourceType type, string attribute) =>
        Options.Contains(attribute) || (type.Package == "s3" && OptionsOfS3.Contains(attribute)) ? Option : Unchanging.Contains(attribute) ? "no call changes it later" : null;
}
