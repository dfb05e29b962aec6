using DriftStream.Core.Catalog;
using DriftStream.Core.Judging.Effects;

namespace DriftStream.Core.Judging.Prospects;

/// <summary>Which calls may make a resource of their own.</summary>
internal static class CreatingCalls
{
    // Rules of their own make targets of these, whatever the catalogue says of them.
    private static readonly HashSet<(string Source, string Operation)> Special =
    [
        ("iam.amazonaws.com", "AttachRolePolicy"), ("iam.amazonaws.com", "AttachUserPolicy"), ("iam.amazonaws.com", "AttachGroupPolicy"),
        ("iam.amazonaws.com", "PutRolePolicy"), ("iam.amazonaws.com", "PutUserPolicy"), ("iam.amazonaws.com", "PutGroupPolicy"),
        ("iam.amazonaws.com", "AddUserToGroup"), ("events.amazonaws.com", "PutTargets"), ("events.amazonaws.com", "PutRule"),
        ("monitoring.amazonaws.com", "PutMetricAlarm"), ("monitoring.amazonaws.com", "PutCompositeAlarm"), ("route53.amazonaws.com", "ChangeResourceRecordSets"),
        ("ec2.amazonaws.com", "CreateRoute"), ("ec2.amazonaws.com", "CreateNetworkAclEntry"),
    ];

    /// <summary>Whether a call may have made something that no state holds.</summary>
    public static Creating Of(string source, string operation, IReadOnlyList<EventRow> rows)
    {
        if (Special.Contains((source, operation)) || operation.StartsWith("AuthorizeSecurityGroup", StringComparison.Ordinal))
        {
            return Creating.Always;
        }

        if (source == "ssm.amazonaws.com" && operation == "PutParameter")
        {
            return Creating.IfAnswered;
        }

        return !rows.Any(r => r is { Type: not null, Effect: RowEffect.Create, Weight: >= 2, IsInferred: false }) ? Creating.Never
            : Verbs.Creates(operation) ? Creating.Always
            : Creating.IfAnswered;
    }

    /// <summary>The parameter by which a rule of its own takes the call, and makes nothing of it.</summary>
    public static string? MakesNothingWith(string source, string operation) =>
        (source, operation) is ("elasticloadbalancing.amazonaws.com", "RegisterTargets") ? "targetGroupArn" : null;
}
