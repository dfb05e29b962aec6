using DriftStream.Core.CloudTrail;

namespace DriftStream.Core.Judging;

/// <summary>Retells how a session came about, a line for each link, and what is known of the job behind it.</summary>
internal static class ChainLines
{
    // Names of sessions, subjects and repositories are text of strangers.
    private const int Longest = 600;

    /// <summary>The lines, from the caller outward; none where no earlier event tells.</summary>
    public static IEnumerable<string> Of(Actor actor) => Lines(actor).Select(line => ForeignText.OneLine(line, Longest));

    private static IEnumerable<string> Lines(Actor actor)
    {
        foreach (var link in actor.Chain)
        {
            yield return $"{link.Name ?? FindingSentence.Somebody} ({Who(link)}) {Did(link)} at {link.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC (event {link.Event}), {link.Confidence.Word()}.";
        }

        if (actor.Job is { } job)
        {
            yield return $"The job behind it: {job.Summary}.";
        }
    }

    private static string Who(ActorLink link) => link.Type switch
    {
        "IAMUser" => "IAM user",
        "Root" => "root user",
        "AssumedRole" => "a role's session",
        "FederatedUser" => "federated user",
        "SAMLUser" => "SAML user",
        "WebIdentityUser" => "web identity",
        "IdentityCenterUser" => "Identity Center user",
        "AWSAccount" => "another account, which this record does not look into",
        "AWSService" => "AWS service",
        _ => "of unknown type",
    };

    private static string Did(ActorLink link) => link switch
    {
        { How: "SwitchRole", Opened: { } role } => $"switched to the role {role} in the console",
        { How: "GetFederationToken", Opened: { } name } => $"opened a session for the federated user {name}",
        { How: "GetSessionToken" } => "opened a session of their own",
        { How: "AssumeRoleWithSAML", Opened: { } role } => $"assumed the role {role} with a SAML assertion",
        { How: "AssumeRoleWithWebIdentity", Opened: { } role } => $"assumed the role {role} with a web identity token",
        { Opened: { } role } => $"assumed the role {role}",
        _ => $"opened a session with {link.How}",
    };
}
