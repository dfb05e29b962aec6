using System.Text.Json.Nodes;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;

namespace DriftStream.Alerts;

/// <summary>Who, how and where, in Slack's markup.</summary>
internal static class SlackFacts
{
    /// <summary>The facts of a loud message, in two columns.</summary>
    public static JsonObject Fields(Finding finding, AlertContext context) => SlackBlocks.Fields(
        ("Who", Who(finding.Actor)),
        ("How", How(finding.Actor, "\n")),
        ("Where", Where(finding, context, "\n")),
        ("State", finding.Resource?.State is { } state ? SlackText.Code(state, 120) : "held by none"));

    /// <summary>Through what, from where, in which role.</summary>
    public static string How(Actor actor, string separator)
    {
        var from = actor.SourceIp is { } ip ? $" from {SlackText.Code(ip, 80)}" : "";
        var role = actor switch
        {
            { PermissionSet: { } set } => $"{separator}permission set {SlackText.Code(set, 100)}",
            { Role: { } name } when name != actor.Name => $"{separator}role {SlackText.Code(name, 100)}",
            _ => "",
        };
        var job = actor.Job is { } known ? $"{separator}job {SlackText.Code(known.Summary, 160)}" : "";
        return $"{Via(actor)}{from}{role}{job}";
    }

    /// <summary>The account, the region, the resource's id.</summary>
    public static string Where(Finding finding, AlertContext context, string separator)
    {
        var place = SlackText.Escape(ForeignText.OneLine($"{context.Account(finding.Event.Account)} {finding.Event.Region}".TrimEnd(), 120));
        return finding.Resource?.Id is { } id ? $"{place}{separator}{SlackText.Code(id, 120)}" : place;
    }

    /// <summary>Through what.</summary>
    public static string Via(Actor actor) => actor.Via == ActorVia.Unknown ? "unknown tool" : actor.Via.Word();

    private static string Who(Actor actor)
    {
        var sure = actor.Confidence switch
        {
            Confidence.Certain => "certain",
            Confidence.VeryLikely => "very likely",
            Confidence.Likely => "likely",
            Confidence.Guess => "a guess",
            _ => "not known who",
        };
        return $"{SlackText.Code(actor.Name ?? FindingSentence.Somebody, 120)}\n{actor.Kind.Word()}, {sure}{(actor.Mfa == true ? ", MFA" : "")}";
    }
}
