using DriftStream.Core.Catalog;
using DriftStream.Core.Judging.Effects;

namespace DriftStream.Core.Coverage;

/// <summary>Attributes that steer Terraform and that AWS knows nothing of.</summary>
internal static class TerraformOnly
{
    private static readonly HashSet<string> Names =
    [
        "timeouts", "triggers", "keepers", "override_provider", "filename", "source", "source_hash", "source_content_hash", "auto_accept", "track_latest",
        "stop_instance_before_detaching", "update_default_version", "delete_associations", "replace_security_groups_on_destroy", "replacement_security_group_ids",
        "allow_overwrite", "ignore_failed_scaling_activities", "manage_bundle", "put_rest_api_mode", "fail_on_warnings", "body", "pgp_key", "final_snapshot",
        "delay_after_policy_creation_in_ms", "max_session_wait", "user_data_replace_on_change", "get_password_data", "encryption_disabled", "start_replication_task",
        "endpoint_auto_confirms", "confirmation_timeout_in_minutes", "send_email_notification", "start_instance_refresh", "snapshot_before_deletion", "stop_before_update",
        "expected_bucket_owner", "mfa",
    ];

    private static readonly string[] Beginnings = ["wait_for_", "skip_", "force_", "enable_deletion_window", "ignore_"];
    private static readonly string[] Endings = ["_wo_version", "_on_destroy", "_on_delete", "_on_deletion", "_on_create", "_on_creation", "_on_update", "_on_termination_only"];

    /// <summary>Whether this is one of them.</summary>
    /// <param name="type">The type.</param>
    /// <param name="attribute">The attribute.</param>
    /// <param name="isRead">An answer of AWS shows it, so only the judge's own options of calls are.</param>
    public static bool Covers(ResourceType type, string attribute, bool isRead) => IsOption(type, attribute) || (!isRead && IsNamed(attribute));

    private static bool IsOption(ResourceType type, string attribute) =>
        !Translation.CanDrift(type, attribute) && attribute is not ("tags" or "tag") && type.Attribute(attribute) is not { IsWriteOnly: true };

    private static bool IsNamed(string attribute) =>
        Names.Contains(attribute)
        || Array.Exists(Beginnings, b => attribute.StartsWith(b, StringComparison.Ordinal))
        || Array.Exists(Endings, e => attribute.EndsWith(e, StringComparison.Ordinal));
}
