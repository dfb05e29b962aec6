namespace DriftStream.Core.CloudTrail;

/// <summary>What a caller's ARN tells. Read leniently: records that went through other tools have partitions and accounts missing.</summary>
internal static class CallerArn
{
    private const string AssumedRole = ":assumed-role/";
    private const string Role = ":role/";

    /// <summary>The userIdentity.type that an ARN belongs to; null where it is none of the known.</summary>
    public static string? Type(string? arn) => arn switch
    {
        null => null,
        _ when arn.Contains(AssumedRole, StringComparison.Ordinal) => "AssumedRole",
        _ when arn.Contains(":federated-user/", StringComparison.Ordinal) => "FederatedUser",
        _ when arn.Contains(":user/", StringComparison.Ordinal) => "IAMUser",
        _ when arn.EndsWith(":root", StringComparison.Ordinal) => "Root",
        _ when arn.Contains(Role, StringComparison.Ordinal) => "Role",
        _ => null,
    };

    /// <summary>The name of the role in the ARN of a role or of a session; null for other ARNs.</summary>
    public static string? RoleName(string? arn)
    {
        if (After(arn, AssumedRole) is { } session)
        {
            var end = session.IndexOf('/', StringComparison.Ordinal);
            return end < 0 ? session : session[..end];
        }

        return After(arn, Role) is { } role ? LastPart(role) : null;
    }

    /// <summary>The session's name in the ARN of a session; null for other ARNs.</summary>
    public static string? SessionName(string? arn) =>
        After(arn, AssumedRole) is { } session && session.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? session[(slash + 1)..] : null;

    /// <summary>The name of the user in the ARN of an IAM user or a federated user, its path removed.</summary>
    public static string? UserName(string? arn) =>
        (After(arn, ":user/") ?? After(arn, ":federated-user/")) is { } user ? LastPart(user) : null;

    /// <summary>The account in an ARN; null where it has none.</summary>
    public static string? Account(string? arn) => arn?.Split(':') is [_, _, _, _, { Length: > 0 } account, ..] ? account : null;

    /// <summary>The ARN of the role behind a role's or a session's ARN, without the role's path, which sessions do not show.</summary>
    public static string? RoleWithoutPath(string? arn) =>
        arn?.Split(':') is [_, var partition, "sts" or "iam", _, var account, ..] && RoleName(arn) is { } role ? $"arn:{partition}:iam::{account}:role/{role}" : null;

    /// <summary>The service a service-linked role belongs to, e.g. <c>autoscaling.amazonaws.com</c>; null for other roles.</summary>
    public static string? LinkedService(string? roleArn) =>
        After(roleArn, "/aws-service-role/") is { } rest && rest.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 ? rest[..slash] : null;

    private static string? After(string? text, string mark) =>
        text?.IndexOf(mark, StringComparison.Ordinal) is { } at and >= 0 ? text[(at + mark.Length)..] : null;

    private static string LastPart(string path) => path[(path.LastIndexOf('/') + 1)..];
}
