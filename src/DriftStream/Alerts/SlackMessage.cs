using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Ledger;

namespace DriftStream.Alerts;

/// <summary>Writes the body that a Slack webhook takes: who did what to which address, from where, and when.</summary>
internal static class SlackMessage
{
    private const int TextLimit = 300;
    private const int HeadlineLimit = 70;
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The message as JSON.</summary>
    public static string ToJson(AlertOccasion occasion, AlertContext context)
    {
        var text = SlackText.Plain(Text(occasion, context), TextLimit);
        return new JsonObject
        {
            ["text"] = text,
            ["unfurl_links"] = false,
            ["unfurl_media"] = false,
            ["blocks"] = new JsonArray([.. Top(occasion)]),
            ["attachments"] = new JsonArray(new JsonObject
            {
                ["color"] = Colour(occasion),
                ["fallback"] = text,
                ["blocks"] = new JsonArray([.. Details(occasion, context)]),
            }),
        }.ToJsonString(Relaxed);
    }

    private static string Text(AlertOccasion occasion, AlertContext context)
    {
        var finding = occasion.Finding;
        var where = $"({Via(finding.Actor)}, {context.Account(finding.Event.Account)} {finding.Event.Region})";
        return $"{Word(occasion)}: {FindingSentence.Text(finding)} {where}{Afterwards(occasion)}";
    }

    private static IEnumerable<JsonNode> Top(AlertOccasion occasion)
    {
        var finding = occasion.Finding;
        var news = $"{SlackText.Sentence(FindingSentence.Parts(finding))}{Afterwards(occasion)} · {SlackText.When(finding.Event.Time)}";
        if (IsLoud(occasion))
        {
            yield return SlackBlocks.Header($"{Dot(occasion)} {Word(occasion)}: {ForeignText.OneLine(FindingSentence.Headline(finding), HeadlineLimit)}");
            yield return SlackBlocks.Section(news);
        }
        else
        {
            yield return SlackBlocks.Section($"{Dot(occasion)} *{Word(occasion)}:* {news}");
        }
    }

    private static IEnumerable<JsonNode> Details(AlertOccasion occasion, AlertContext context)
    {
        var finding = occasion.Finding;
        if (!ChangeLines.FitInSentence(finding))
        {
            yield return SlackBlocks.Section(ChangeLines.Block(finding));
        }

        if (IsLoud(occasion))
        {
            yield return SlackBlocks.Fields(
                ("Who", Who(finding.Actor)),
                ("How", How(finding.Actor, "\n")),
                ("Where", Where(finding, context, "\n")),
                ("State", finding.Resource?.State is { } state ? SlackText.Code(state, 120) : "held by none"));
        }

        if (Link(occasion, context) is { } link)
        {
            yield return SlackBlocks.Section(link);
        }

        yield return SlackBlocks.Context(SmallPrint(occasion, context));
    }

    private static IEnumerable<string> SmallPrint(AlertOccasion occasion, AlertContext context)
    {
        var finding = occasion.Finding;
        if (!IsLoud(occasion))
        {
            yield return $"{How(finding.Actor, " · ")} · {Where(finding, context, " · ")}";
        }

        yield return $"{SlackText.Code(finding.Event.Name, 80)} · event {SlackText.Code(finding.Event.Id, 80)}";
        // A webhook cannot tell a repeated message; with the id people can.
        yield return $"{(finding.Drift is null ? "" : $"{SlackText.Code(finding.Drift, 20)} · ")}alert {occasion.AlertId}";
    }

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

    private static string How(Actor actor, string separator)
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

    private static string Where(Finding finding, AlertContext context, string separator)
    {
        var place = SlackText.Escape(ForeignText.OneLine($"{context.Account(finding.Event.Account)} {finding.Event.Region}".TrimEnd(), 120));
        return finding.Resource?.Id is { } id ? $"{place}{separator}{SlackText.Code(id, 120)}" : place;
    }

    private static string? Link(AlertOccasion occasion, AlertContext context) =>
        context.PublicUrl is { } home && occasion.Finding.Drift is { } drift
            ? $"<{new Uri(home, $"drifts/{Uri.EscapeDataString(drift)}").AbsoluteUri}|Details>"
            : null;

    private static string Via(Actor actor) => actor.Via == ActorVia.Unknown ? "unknown tool" : actor.Via.Word();

    private static string Afterwards(AlertOccasion occasion) => occasion switch
    {
        { IsResolve: false } => "",
        { StillOpen: 1 } => "; 1 difference is still open",
        { StillOpen: > 1 } => $"; {occasion.StillOpen:N0} differences are still open",
        { Drift.End: { } end } => $"; it was open for {SlackText.Duration(end.At - occasion.Drift.OpenedAt)}",
        _ => "",
    };

    private static string Word(AlertOccasion occasion) => occasion switch
    {
        { IsResolve: true, StillOpen: 0 } => "Resolved",
        { IsResolve: true } => "Partly resolved",
        _ => occasion.Finding.Severity.ToString(),
    };

    private static bool IsLoud(AlertOccasion occasion) => !occasion.IsResolve && occasion.Finding.Severity >= Severity.High;

    private static string Dot(AlertOccasion occasion) => occasion.IsResolve ? "✅" : occasion.Finding.Severity switch
    {
        Severity.Critical => "🔴",
        Severity.High => "🟠",
        Severity.Medium => "🟡",
        _ => "🔵",
    };

    private static string Colour(AlertOccasion occasion) => occasion.IsResolve ? "#2F9C5C" : occasion.Finding.Severity switch
    {
        Severity.Critical => "#CC1C49",
        Severity.High => "#DE670D",
        Severity.Medium => "#B58500",
        _ => "#5285D2",
    };
}
