using DriftStream.Core.Comparing;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging;

/// <summary>How bad a change is by what it does, not by what it is called.</summary>
internal static class SeverityTable
{
    private static readonly string[] OnlyWords = ["tags", "tags_all", "tag", "description", "comment", "name_prefix"];

    // Switches whose off is a loss of protection, and the words that they have in common.
    private static readonly string[] Protection = ["encrypt", "sse_enabled", "kms_", "logging", "_logs.", "log_types", "logs_exports", "versioning", "deletion_protection", "termination", "backup", "rotation", "block_public", "restrict_public", "ignore_public", "log_file_validation", "multi_region_trail", "point_in_time_recovery", "mfa_delete", "is_enabled", "actions_enabled", "validation"];

    private static readonly string[] NoRights = ["lifecycle", "scaling", "backup", "redrive", "protection", "scheduling", "stickiness", "index_policy", "tier_policy", "negotiation", "redirection", "traffic", "headers", "cache", "origin_request", "deployment", "password", "firewall_policy"];

    /// <summary>The severity of one finding.</summary>
    /// <param name="verdict">Its verdict.</param>
    /// <param name="type">The Terraform type concerned; empty for none.</param>
    /// <param name="operation">The event's operation.</param>
    /// <param name="changes">What changed, as the finding shows it.</param>
    /// <param name="child">For a creation what is known of the new resource, else the resource as the cloud holds it.</param>
    public static Severity Of(Verdict verdict, string type, string operation, IReadOnlyList<Change> changes, Value child) => verdict switch
    {
        Verdict.Deleted => operation == "ScheduleKeyDeletion" || type == "aws_cloudtrail" ? Severity.Critical : Severity.High,
        Verdict.Drift or Verdict.Touched or Verdict.Attached => Max(changes.Select(c => OfChange(c, changes, type, operation, child)).DefaultIfEmpty(Severity.Medium)),
        Verdict.Unmanaged => Max([Severity.Medium, OfNew(child, type)]),
        _ => Severity.Info,
    };

    /// <summary>One step up, for a false claim of Terraform.</summary>
    public static Severity Raise(Severity severity) => severity == Severity.Critical ? severity : severity + 1;

    private static Severity OfChange(Change change, IReadOnlyList<Change> all, string type, string operation, Value resource)
    {
        var root = AttributePath.Root(change.Path);
        if (OnlyWords.Contains(root) || (type.EndsWith("_tag", StringComparison.Ordinal) && root == "value") || Exposure.IsReworded(change, all))
        {
            return Severity.Low;
        }

        if (operation is "StopLogging" or "DeleteTrail" || (type == "aws_cloudtrail" && root is "enable_logging" or "is_multi_region_trail" && IsOff(change.After)) || (type == "aws_cloudtrail" && root == "event_selector" && IsNarrow(change.After)))
        {
            return Severity.Critical;
        }

        return Max([Exposure.Of(change, type, resource), Public(change, type), Granted(change), Unprotected(change, type, root), ChildOf(change, root), Severity.Medium]);
    }

    private static Severity OfNew(Value child, string type) => Max(
    [
        Severity.Medium,
        Exposure.OfRule(child),
        GivesRights(type) ? Max([ChildOf(new(type, Value.Null, child), type), Granted(new(type, Value.Null, child))]) : Severity.Info,
        .. child.Members.Select(m => OfNewMember(new(m.Key, Value.Null, m.Value), type)).Where(s => s == Severity.Critical),
    ]);

    // A policy alone gives nobody rights, however wide it is.
    private static Severity OfNewMember(Change member, string type) => type == "aws_iam_policy" ? Severity.Info : Max([Public(member, type), Granted(member)]);

    private static bool GivesRights(string type) => type switch
    {
        "aws_iam_access_key" or "aws_iam_user_login_profile" or "aws_lambda_permission" or "aws_ami_launch_permission" or "aws_snapshot_create_volume_permission" => true,
        "aws_iam_policy" => false,
        _ => type.EndsWith("_policy_attachment", StringComparison.Ordinal) || IsPolicyOfRights(type),
    };

    // Lifecycle and scaling policies are policies by name only.
    private static bool IsPolicyOfRights(string type) =>
        type.EndsWith("_policy", StringComparison.Ordinal) && !NoRights.Any(word => type.Contains(word, StringComparison.Ordinal));

    private static Severity Public(Change change, string type)
    {
        var text = change.After.ToString();
        var isPublicAcl = AttributePath.Root(change.Path) is "acl" && text.Contains("public", StringComparison.Ordinal);
        var isPublicGrant = text.Contains("AllUsers", StringComparison.Ordinal) || text.Contains("AuthenticatedUsers", StringComparison.Ordinal);
        var isPublicShare = (change.Path.Contains("permission", StringComparison.Ordinal) || change.Path == "shared_accounts") && (text.Contains("\"all\"", StringComparison.Ordinal) || change.After.Text == "all");
        var isShared = change.Path == "shared_accounts" && !change.After.IsNull;
        var isExposed = change.Path == "publicly_accessible" && change.After.IsTrue;
        return isPublicAcl || isPublicGrant || isPublicShare ? Severity.Critical : isExposed || isShared || type == "aws_s3_bucket_public_access_block" ? Severity.High : Severity.Info;
    }

    // Policies: a principal of everyone or an action of everything is critical, any other change of rights high.
    private static Severity Granted(Change change)
    {
        var sent = change.After.Kind == ValueKind.Map && (change.After.Find("policy", StringComparison.Ordinal) ?? change.After.Find("resource_policy", StringComparison.Ordinal)) is { } inside ? inside : change.After;
        if (Documents.Parse(sent) is { } document && Documents.IsPolicy(document))
        {
            return Wildcards(document) && !(Documents.Parse(change.Before) is { } before && Wildcards(before)) ? Severity.Critical : Severity.High;
        }

        if (change.Hidden && AttributePath.Root(change.Path).Contains("policy", StringComparison.Ordinal))
        {
            return Severity.High;
        }

        var root = AttributePath.Root(change.Path);
        if (root == "permissions_boundary")
        {
            return Severity.High;
        }

        var grants = root is "role" or "managed_policy_arns" or "policy_arn" or "policy_arns" or "inline_policy" or "policy_names" or "roles" or "users" or "groups" && !change.After.IsNull;
        return grants ? change.After.ToString().Contains("AdministratorAccess", StringComparison.Ordinal) ? Severity.Critical : Severity.High : Severity.Info;
    }

    private static bool Wildcards(Value policy)
    {
        var statements = policy.Find("Statement", StringComparison.OrdinalIgnoreCase) ?? Value.Null;
        IEnumerable<Value> each = statements.Kind == ValueKind.List ? statements.Items : [statements];
        return each.Any(s => s["Effect"].Text != "Deny" && (IsEveryone(s["Principal"]) && Meaning.IsEmpty(s["Condition"]) || (HasStar(s["Action"]) && HasStar(s["Resource"]))));
    }

    private static bool IsEveryone(Value principal) => principal.Text == "*" || HasStar(principal["AWS"]);

    private static bool HasStar(Value value) => value.Text is "*" or "*:*" || value.Items.Any(i => i.Text is "*" or "*:*");

    private static Severity Unprotected(Change change, string type, string root)
    {
        // aws_ebs_encryption_by_default.enabled: there the type says what is switched.
        var path = change.Path is "enabled" or "status" or "state" ? $"{type}.{change.Path}" : change.Path;
        var isProtection = Protection.Any(p => path.Contains(p, StringComparison.Ordinal));
        var shorter = root is "retention_in_days" or "backup_retention_period" && Lower(change);
        return shorter || (isProtection && IsOff(change.After) && !Meaning.IsEmpty(change.Before)) ? Severity.High : Severity.Info;
    }

    private static bool Lower(Change change) =>
        decimal.TryParse(change.After.Text, out var after) && decimal.TryParse(change.Before.Text, out var before) && after < before && before != 0;

    // A selector that leaves out reading, writing or management calls blinds the trail.
    private static bool IsNarrow(Value selector) => selector.Kind == ValueKind.Map
        ? selector["read_write_type"].Text is "ReadOnly" or "WriteOnly" || selector["include_management_events"] is { IsNull: false, IsTrue: false }
        : selector.Text is "ReadOnly" or "WriteOnly" or "false";

    private static bool IsOff(Value value) => Meaning.IsEmpty(value) || value.Text is "Suspended" or "Disabled" or "DISABLED" or "NONE" or "none" or "Off";

    // Credentials and permissions that hang on a resource.
    private static Severity ChildOf(Change change, string root) => root switch
    {
        "aws_lambda_permission" when IsForAnyone(change.After) => Severity.Critical,
        "aws_iam_access_key" or "aws_iam_user_login_profile" or "aws_lambda_permission" => Severity.High,
        "aws_ami_launch_permission" or "aws_snapshot_create_volume_permission" => Severity.High,
        _ when root.StartsWith("aws_iam_", StringComparison.Ordinal) => change.After.ToString().Contains("AdministratorAccess", StringComparison.Ordinal) ? Severity.Critical : Severity.High,
        _ when root.StartsWith("aws_", StringComparison.Ordinal) && IsPolicyOfRights(root) => Severity.High,
        _ => Severity.Info,
    };

    private static bool IsForAnyone(Value permission) =>
        permission["principal"].Text == "*" && permission["source_arn"].IsNull && permission["source_account"].IsNull && permission["principal_org_id"].IsNull;

    private static Severity Max(IEnumerable<Severity> severities) => severities.Max();
}
