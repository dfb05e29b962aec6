using System.Text;
using DriftStream.Core.Judging;
using DriftStream.Ledger;

namespace DriftStream.Alerts.Sinks;

/// <summary>News in plain words and lines, for services that have no markup of their own to be written in.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Word">The severity, or what became of it.</param>
/// <param name="Sentence">The whole news.</param>
/// <param name="Facts">What else there is to know, by name.</param>
/// <param name="Lines">Changes or a list, one a line.</param>
/// <param name="Links">Where it leads.</param>
internal sealed record PlainNews(
    Severity Severity,
    string Word,
    string Sentence,
    IReadOnlyList<(string Name, string Text)> Facts,
    IReadOnlyList<string> Lines,
    IReadOnlyList<(string Text, Uri Url)> Links)
{
    private const int SentenceLimit = 600;
    private const int FactLimit = 200;
    private const int LineLimit = 300;

    /// <summary>Whether something is over, and nothing to be done.</summary>
    public bool IsOver { get; private init; }

    /// <summary>The news, with foreign text on one line each and cut to a length.</summary>
    public static PlainNews Of(News news, AlertContext context) => news switch
    {
        DriftNews drift => OfDrift(drift.Occasion, context, drift.Id),
        DigestNews digest => OfDigest(digest.Digest, context),
        ListingNews listing => new(Severity.Info, "List", Short(listing.Title, SentenceLimit), [], [.. listing.Lines.Select(l => Short(l, LineLimit))], []),
        NoticeNews { Notice: var notice } => new(notice.Severity, notice.Severity.ToString(), Short(notice.Headline, SentenceLimit), [], [Short(notice.Text, 2_000)], []),
        _ => throw new ArgumentException($"{news.GetType().Name} is no news that can be told in words.", nameof(news)),
    };

    /// <summary>All of it as lines of text.</summary>
    public string ToText()
    {
        var text = new StringBuilder($"{Word}: {Sentence}\n\n");
        foreach (var line in Lines)
        {
            text.Append(line).Append('\n');
        }

        text.Append(Lines.Count > 0 ? "\n" : "");
        foreach (var (name, fact) in Facts)
        {
            text.Append($"{name}: {fact}\n");
        }

        foreach (var (name, url) in Links)
        {
            text.Append($"{name}: {url.AbsoluteUri}\n");
        }

        return text.ToString();
    }

    private static PlainNews OfDrift(AlertOccasion occasion, AlertContext context, string id)
    {
        var finding = occasion.Finding;
        var links = new AlertLinks(context);
        return new(
            occasion.Weight,
            occasion switch { { Kind: AlertKind.Reminder } => "Still open", { IsOver: true } => "Resolved", { IsResolve: true } => "Partly resolved", _ => occasion.Weight.ToString() },
            Short($"{Told(occasion)}{After(occasion)}", SentenceLimit),
            [.. FactsOf(finding, context), ("Alert", id)],
            ChangeLines.FitInSentence(finding) ? [] : [.. ChangeLines.Plain(finding)],
            [.. Known(("Details", finding.Drift is { } drift ? links.Drift(drift) : null), ("AWS console", AlertLinks.Console(finding)), ("CloudTrail event", AlertLinks.Event(finding.Event)))])
        {
            IsOver = occasion.IsOver,
        };
    }

    private static string Told(AlertOccasion occasion) =>
        occasion is { IsResolve: true, Note: { } note, Finding.Verdict: not Verdict.Reverted }
            ? $"{occasion.Finding.Resource?.Address}: {note}"
            : FindingSentence.Text(occasion.Finding);

    private static string After(AlertOccasion occasion) => occasion switch
    {
        { Kind: AlertKind.Alert } => "",
        { Kind: not AlertKind.Resolve } => occasion.Note is null ? "" : $"; {occasion.Note}",
        { StillOpen: > 0 } => $"; differences still open: {occasion.StillOpen:N0}",
        { Drift.End: { } end } => $"; it was open for {SlackText.Duration(end.At - occasion.Drift.OpenedAt)}",
        _ => "",
    };

    private static IEnumerable<(string, string)> FactsOf(Finding finding, AlertContext context)
    {
        var actor = finding.Actor;
        yield return ("Who", Short($"{actor.Name ?? FindingSentence.Somebody} ({actor.Kind.Word()}, {actor.Confidence.Word()})", FactLimit));
        yield return ("How", Short($"{SlackFacts.Via(actor)}{(actor.SourceIp is null ? "" : $" from {actor.SourceIp}")}{(actor.Role is null ? "" : $", role {actor.Role}")}", FactLimit));
        yield return ("Where", Short($"{context.Account(finding.Event.Account)} {finding.Event.Region} {finding.Resource?.Id}".TrimEnd(), FactLimit));
        yield return ("State", Short(finding.Resource?.State ?? "held by none", FactLimit));
        yield return ("When", $"{finding.Event.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
        yield return ("Event", Short($"{finding.Event.Name} {finding.Event.Id}", FactLimit));
        if (finding.Drift is { } drift)
        {
            yield return ("Drift", Short(drift, FactLimit));
        }
    }

    private static PlainNews OfDigest(Digest digest, AlertContext context)
    {
        var page = new AlertLinks(context).Digest(digest.Id);
        return new(
            digest.Severity,
            digest.IsOver ? "Resolved" : digest.AfterQuiet ? "While it was quiet" : digest.Severity.ToString(),
            Short($"{digest.Actor ?? "several actors"} changed {digest.Drifts:N0} resources in {SlackText.Duration(digest.Last - digest.First)} ({digest.Changes:N0} changes)", SentenceLimit),
            [("Such as", Short(FindingSentence.Text(digest.Sample), SentenceLimit)), ("Where", Short($"{context.Account(digest.Sample.Event.Account)} {digest.Sample.Event.Region}", FactLimit)), ("Digest", digest.Id)],
            [.. digest.Groups.SelectMany(LinesOf)],
            [.. Known(("Show all", page))])
        {
            IsOver = digest.IsOver,
        };
    }

    private static IEnumerable<string> LinesOf(DigestGroup group)
    {
        yield return $"{group.Count:N0} {Short(group.Type, 60)}";
        foreach (var address in group.Addresses)
        {
            yield return $"  {Short(address, LineLimit)}";
        }

        if (group.Count > group.Addresses.Count)
        {
            yield return $"  and {group.Count - group.Addresses.Count:N0} more";
        }
    }

    private static IEnumerable<(string, Uri)> Known(params (string Text, Uri? Url)[] links) =>
        links.Where(l => l.Url is not null).Select(l => (l.Text, l.Url!));

    private static string Short(string text, int limit) => ForeignText.OneLine(text, limit);
}
