using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Html;

namespace DriftStream.Replay.Reports;

/// <summary>Writes a finding as the live page shows it: a sentence, where, and all that is known below it.</summary>
internal sealed class HtmlRow(ShownZone zone)
{
    private const int LongestText = 2_000;

    /// <summary>Writes one.</summary>
    public ReportRow Of(Finding finding)
    {
        var at = zone.At(finding.Event.Time);
        return new(
            DateOnly.FromDateTime(at),
            HtmlWriter.Fragment(page => Start(page, finding)),
            HtmlWriter.Fragment(page => Middle(page, finding, at)),
            HtmlWriter.Fragment(page => End(page, finding)),
            finding.Verdict == Verdict.Reverted ? null : finding.Drift,
            finding.Verdict);
    }

    private static void Start(HtmlWriter page, Finding finding)
    {
        page.Write($"""<li class="find {Tone.Of(finding)}" data-severity="{finding.Severity.Word()}" data-verdict="{finding.Verdict.Word()}" """);
        page.Write($"""data-actor="{finding.Actor.Name ?? FindingSentence.Somebody}" data-type="{finding.Resource?.Type}" data-state="{finding.Resource?.State}" """);
        page.Write($"""data-account="{finding.Event.Account}" data-region="{finding.Event.Region}" """);
    }

    private void Middle(HtmlWriter page, Finding finding, DateTime at)
    {
        var (tone, iso) = (Tone.Of(finding), finding.Event.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
        page.Write($"""><time datetime="{iso}" title="{zone.Full(finding.Event.Time)} {zone.Name}">{at.ToString("HH:mm:ss")}</time>""");
        page.Write($"""<svg class="glyph {tone}" role="img" aria-label="{Tone.Name(tone)}"><use href="#g-{tone}" /></svg>""");
        page.Write($"""<p><span class="actor"><bdi>{finding.Actor.Name ?? FindingSentence.Somebody}</bdi></span> """);
        foreach (var part in FindingSentence.Deed(finding))
        {
            if (part.Kind == SentencePartKind.Words)
            {
                page.Write($"{part.Text}");
            }
            else
            {
                page.Write($"<b><bdi>{HtmlText.Cut(part.Text, LongestText)}</bdi></b>");
            }
        }

        page.Write($"</p>");
    }

    private static void End(HtmlWriter page, Finding finding)
    {
        var place = string.Join(' ', new[] { finding.Event.Account, finding.Event.Region, finding.Resource?.State is { } state ? $"state {state}" : null }.OfType<string>());
        page.Write($"""<details class="more"><summary class="meta"><bdi class="addr">{Where(finding.Resource)}</bdi><span class="wrap"><bdi>{place}</bdi>""");
        page.Write($"""<span class="what"><span class="sr">Details</span><svg class="i s" aria-hidden="true"><use href="#i-next" /></svg></span></span></summary><div class="detail">""");
        foreach (var change in ReplacedElements.Narrowed(finding.Changes))
        {
            HtmlChange.Write(page, change, finding.Verdict);
        }

        page.Write($"""<dl class="facts">""");
        foreach (var (name, value) in Facts(finding).Where(f => f.Value is not null))
        {
            page.Write($"<dt>{name}</dt><dd><bdi>{HtmlText.Cut(value!, LongestText)}</bdi></dd>");
        }

        page.Line($"""</dl></div></details><span class="via">{finding.Actor.Via.Word()}</span></li>""");
    }

    private static string? Where(ResourceRef? resource) => resource is null ? null : resource.Address ?? $"{resource.Type} {resource.Id}".TrimEnd();

    private static IEnumerable<(string Name, string? Value)> Facts(Finding finding)
    {
        var actor = finding.Actor;
        yield return ("Verdict", $"{finding.Verdict.Word()}, {finding.Severity.Word()}");
        yield return ("Why", finding.Reason);
        yield return ("Call", $"{finding.Event.Name} on {finding.Event.Source}");
        yield return ("Actor", $"{actor.Kind.Word()}, {actor.Confidence.Word()}");
        yield return ("Role", actor.PermissionSet ?? actor.Role);
        yield return ("Opened by", actor.Chain.Count == 0 ? null : string.Join(", by ", actor.Chain.Select(Opener)));
        yield return ("Job", actor.Job?.Summary);
        yield return ("ARN", actor.Arn);
        yield return ("From", actor.SourceIp);
        yield return ("Agent", actor.UserAgent);
        yield return ("Belongs to", finding.Resource?.Parent);
        yield return ("Cloud id", finding.Resource is { Address: not null, Id: { } id } ? id : null);
        yield return ("Drift", finding.Drift);
        yield return ("Event", finding.Event.Id);
        yield return ("Ignore rule", finding.Rule);
    }

    private static string Opener(ActorLink link) => $"{link.Name ?? FindingSentence.Somebody} ({link.How})";
}
