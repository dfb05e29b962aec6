using DriftStream.Core.Comparing;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Severities;

/// <summary>Changes of who may do what: policies, roles, memberships, credentials.</summary>
internal static class RightsChanges
{
    private static readonly string[] Administrators = ["AdministratorAccess", "AmazonEKSClusterAdminPolicy"];

    private static readonly string[] Grants = ["role", "managed_policy_arns", "policy_arn", "policy_arns", "inline_policy", "policy_names", "roles", "users", "groups"];

    private static readonly string[] Credentials = ["aws_iam_access_key", "aws_iam_user_login_profile", "aws_iam_service_specific_credential", "aws_iam_signing_certificate", "aws_iam_user_ssh_key"];

    // Rights without the word policy in their type.
    private static readonly string[] Permissions =
    [
        "aws_iam_user_group_membership", "aws_iam_group_membership", "aws_lambda_permission", "aws_lambda_layer_version_permission", "aws_kms_grant",
        "aws_lakeformation_permissions", "aws_ssoadmin_account_assignment",
        "aws_eks_access_entry", "aws_eks_access_policy_association", "aws_cloudwatch_event_permission", "aws_signer_signing_profile_permission",
        "aws_acmpca_permission",
    ];

    // The principal, and what narrows it down.
    private static readonly Dictionary<string, string[]> Callers = new()
    {
        ["aws_lambda_permission"] = ["principal", "source_arn", "source_account", "principal_org_id"],
        ["aws_lambda_layer_version_permission"] = ["principal", "organization_id"],
        ["aws_cloudwatch_event_permission"] = ["principal", "condition"],
    };

    // Who may connect to an endpoint service.
    private static readonly string[] Principals = ["allowed_principals", "principal_arn"];

    // They are policies by name only.
    private static readonly string[] NoRights =
    [
        "lifecycle", "scaling", "backup", "redrive", "protection", "scheduling", "stickiness", "index_policy", "tier_policy", "negotiation", "redirection",
        "traffic",
        "headers", "cache", "origin_request", "deployment", "password", "firewall_policy",
    ];

    /// <summary>The effects of one change of a managed resource.</summary>
    public static IEnumerable<SeenEffect> Of(ChangeFacts facts)
    {
        if (facts.IsChild)
        {
            var isOfIam = facts.Root.StartsWith("aws_iam_", StringComparison.Ordinal);
            return OfThing(facts.Root, facts.After) is { Count: > 0 } known ? known : isOfIam ? [new(SeverityEffects.Grant, facts.Root)] : [];
        }

        if (Callers.GetValueOrDefault(facts.Type) is { } callers && callers.Contains(facts.Root))
        {
            return [facts.Seen(IsForAnyone(facts.Type, facts.Resource) ? SeverityEffects.WildcardPrincipal : SeverityEffects.Grant)];
        }

        if (Principals.Contains(facts.Root) && !facts.After.IsNull)
        {
            return [facts.Seen(facts.After.Text == "*" ? SeverityEffects.WildcardPrincipal : SeverityEffects.Grant)];
        }

        if (OfDocument(facts.Before, facts.After) is { Count: > 0 } effects)
        {
            return effects.Select(facts.Seen);
        }

        var isHiddenPolicy = facts.Change.Hidden && facts.Root.Contains("policy", StringComparison.Ordinal);
        return isHiddenPolicy || facts.Root == "permissions_boundary" || (Grants.Contains(facts.Root) && !facts.After.IsNull)
            ? [facts.Seen(NamesAdministrator(facts.After) && facts.Root != "permissions_boundary" ? SeverityEffects.AdminGrant : SeverityEffects.Grant)]
            : [];
    }

    /// <summary>The effects of something of a type being there that was not there before.</summary>
    public static IReadOnlyList<SeenEffect> OfThing(string type, Value thing)
    {
        if (Credentials.Contains(type))
        {
            return [new(SeverityEffects.CredentialsAdded, type)];
        }

        if (OfDocument(Value.Null, thing) is { Count: > 0 } effects)
        {
            return [.. effects.Select(e => new SeenEffect(e, type))];
        }

        return type switch
        {
            "aws_vpc_endpoint_service_allowed_principal" => [new(thing["principal_arn"].Text == "*" ? SeverityEffects.WildcardPrincipal : SeverityEffects.Grant, type)],
            _ when IsForAnyone(type, thing) => [new(SeverityEffects.WildcardPrincipal, type)],
            "aws_lambda_function_url" when thing["authorization_type"].Text == "NONE" => [new(SeverityEffects.SignInOff, type)],
            _ when GivesRights(type) => [new(NamesAdministrator(thing) ? SeverityEffects.AdminGrant : SeverityEffects.Grant, type)],
            _ => [],
        };
    }

    /// <summary>Whether having one gives somebody rights. A policy alone gives nobody any, however wide it is.</summary>
    public static bool GivesRights(string type) => Credentials.Contains(type) || Permissions.Contains(type) || (type != "aws_iam_policy" && (
        type.EndsWith("_policy_attachment", StringComparison.Ordinal)
        || (type.EndsWith("_policy", StringComparison.Ordinal) && !NoRights.Any(word => type.Contains(word, StringComparison.Ordinal)))));

    private static IReadOnlyList<SeverityEffect>? OfDocument(Value before, Value after) => PolicyDocument.Effects(before, Inside(after) ?? after);

    private static Value? Inside(Value sent) => sent.Kind == ValueKind.Map
        ? sent.Find("policy", StringComparison.Ordinal) ?? sent.Find("resource_policy", StringComparison.Ordinal) ?? sent.Find("inline_policy", StringComparison.Ordinal)
        : null;

    private static bool NamesAdministrator(Value value) => Array.Exists(Administrators, a => TextsIn.Contain(value, a));

    private static bool IsForAnyone(string type, Value permission) =>
        Callers.TryGetValue(type, out var callers) && permission["principal"].Text == "*" && callers.Skip(1).All(narrower => Meaning.IsEmpty(permission[narrower]));
}
