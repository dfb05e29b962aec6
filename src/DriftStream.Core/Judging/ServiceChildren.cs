using DriftStream.Core.CloudTrail;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging;

/// <summary>
/// The built-in rule that ignores what AWS's services make for themselves: interfaces of functions, log streams, snapshots
/// of a backup plan, targets of a container service. Never what is severe, and never what changes a managed resource's own settings.
/// </summary>
internal static class ServiceChildren
{
    /// <summary>The rule's name, by which it can be switched off.</summary>
    public const string Name = "aws-service-children";

    private const string Grant = "aws_kms_grant";
    private const string Stream = "aws_cloudwatch_log_stream";
    private const string LogGroup = "aws_cloudwatch_log_group";
    private const string FunctionLogs = "/aws/lambda/";

    // What a service makes in the name of whoever called it.
    private static readonly HashSet<string> MadeOnTheWay =
    [
        "aws_network_interface", "aws_network_interface_permission", LogGroup, Stream, "aws_iam_service_linked_role", "aws_ebs_volume",
        "aws_ebs_snapshot", "aws_db_snapshot", "aws_db_cluster_snapshot", "aws_ami", "aws_cloudwatch_event_rule", "aws_cloudwatch_event_target",
    ];

    // Their calls are what a person or a pipeline wrote into a template.
    private static readonly string[] RunningTemplates = ["cloudformation", "servicecatalog", "elasticbeanstalk"];

    /// <summary>Whether a service made this child or new resource for itself.</summary>
    /// <param name="change">The event.</param>
    /// <param name="type">The type of what was made.</param>
    /// <param name="id">Its id or name; null where the event does not tell.</param>
    /// <param name="known">What is known of it: the text of an attribute, empty where it is none.</param>
    /// <param name="severity">How bad it would be if anybody had made it.</param>
    public static bool Covers(CloudTrailEvent change, string type, Func<string?> id, Func<string, string> known, Severity severity) =>
        change.Type != "AwsServiceEvent"
        && (severity < Severity.High
            ? IsServiceItself(change) || (CalledBy(change) is not null && MadeOnTheWay.Contains(type)) || IsLogOfItsOwn(change, type, id, known) || IsGrantToAService(change, type, known)
            : IsGrantToAService(change, type, known));

    // Only AWS can be the service itself or take its linked role.
    private static bool IsServiceItself(CloudTrailEvent change) =>
        (CallerArn.LinkedService(change.Identity.IssuerArn) ?? (change.Identity.Type == "AWSService" ? change.Identity.InvokedBy : null)) is { } service && !RunsTemplates(service);

    private static string? CalledBy(CloudTrailEvent change) =>
        change.Identity.InvokedBy is { } service && UserAgent.IsServiceHost(service) && !UserAgent.IsConsoleHost(service) && !RunsTemplates(service) ? service : null;

    private static bool RunsTemplates(string service) => RunningTemplates.Any(t => service.Contains(t, StringComparison.Ordinal));

    // A volume that is attached, a function that starts: AWS grants itself the key.
    private static bool IsGrantToAService(CloudTrailEvent change, string type, Func<string, string> known) => type == Grant && (CalledBy(change) is not null || IsServiceItself(change)) && known("grantee_principal") is { Length: > 0 } grantee
        && (grantee.EndsWith(".amazonaws.com", StringComparison.Ordinal) || CallerArn.LinkedService(grantee) is not null || grantee.Contains(":assumed-role/aws:", StringComparison.Ordinal));

    // A function writes its own log under its own role; a stream is what any program writes into.
    private static bool IsLogOfItsOwn(CloudTrailEvent change, string type, Func<string?> id, Func<string, string> known) => type switch
    {
        Stream => ActorReader.KindOf(change) == ActorKind.Automation || IsOfFunction(change, known("log_group_name")),
        LogGroup => IsOfFunction(change, Plain(id())),
        _ => false,
    };

    private static bool IsOfFunction(CloudTrailEvent change, string? logGroup) =>
        CallerArn.SessionName(change.Identity.Arn) is { } session && logGroup == FunctionLogs + session;

    private static string? Plain(string? id) => id is not null && Arn.TryParse(id, out var arn) ? arn.WithoutType.ToString() : id;
}
