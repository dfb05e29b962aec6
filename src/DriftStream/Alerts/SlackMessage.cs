using System.Text.Json.Nodes;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Ledger;

namespace DriftStream.Alerts;

/// <summary>Writes the message about one drift: who did what to which address, from where, and when.</summary>
internal sealed class SlackMessage(AlertOccasion occasion, AlertContext context, SlackForm form)
{
    private const int TextLimit = 300;
    private const int HeadlineLimit = 70;
    private const int NoteLimit = 240;

    private Finding Finding => occasion.Finding;

    /// <summary>The message as a webhook takes it.</summary>
    public static string ToJson(AlertOccasion occasion, AlertContext context) => new SlackMessage(occasion, context, SlackForm.Links).Of(null).ToText();

    /// <summary>The message.</summary>
    /// <param name="mention">Whom it calls; null for nobody.</param>
    public SlackBody Of(string? mention) => new(
        SlackText.Plain($"{Word}: {Told} {Surroundings()}{Afterwards()}", TextLimit),
        [.. Top(SlackMarks.Mention(mention))],
        occasion.IsResolve ? SlackMarks.Green : SlackMarks.Colour(occasion.Weight),
        [.. Details()]);

    /// <summary>The line that goes into the thread: an edit alone notifies nobody.</summary>
    public SlackBody Reply()
    {
        var dot = occasion.IsResolve ? "✅" : "⏰";
        return new(
            SlackText.Plain($"{Word}: {Told}{Afterwards()}", TextLimit),
            [SlackBlocks.Section($"{dot} {Word}: {Sentence}{SlackText.Escape(Afterwards())}")],
            null,
            []);
    }

    private string Word => occasion switch
    {
        { Kind: AlertKind.Reminder } => "Still open",
        { IsOver: true } => "Resolved",
        { IsResolve: true } => "Partly resolved",
        _ => occasion.Weight.ToString(),
    };

    // A drift that ended without an event has a note in place of the deed.
    private string Told => IsTold ? FindingSentence.Text(Finding) : $"{Finding.Resource?.Address}: {Note}";

    private string Sentence => IsTold
        ? SlackText.Sentence(FindingSentence.Parts(Finding))
        : $"{SlackText.Code(Finding.Resource?.Address ?? "")}: {SlackText.Plain(Note, NoteLimit)}";

    private string Note => ForeignText.OneLine(occasion.Note ?? "", NoteLimit);

    private bool IsTold => !occasion.IsResolve || Finding.Verdict == Verdict.Reverted || occasion.Note is null;

    // The end of a loud drift is loud where it replaces the loud message, and modest where it is one of its own.
    private bool IsLoud => occasion.Weight >= Severity.High && (!occasion.IsResolve || form == SlackForm.Buttons);

    private string Surroundings() =>
        $"({SlackFacts.Via(Finding.Actor)}, {context.Account(Finding.Event.Account)} {Finding.Event.Region})";

    private IEnumerable<JsonNode> Top(string mention)
    {
        var dot = occasion.IsResolve ? "✅" : SlackMarks.Dot(occasion.Weight);
        var news = $"{Sentence}{SlackText.Escape(Afterwards())} · {SlackText.When(Finding.Event.Time)}";
        if (IsLoud)
        {
            yield return SlackBlocks.Header($"{dot} {Word}: {ForeignText.OneLine(FindingSentence.Headline(Finding), HeadlineLimit)}");
            yield return SlackBlocks.Section(mention + news);
        }
        else
        {
            yield return SlackBlocks.Section($"{mention}{dot} *{Word}:* {news}");
        }
    }

    private IEnumerable<JsonNode> Details()
    {
        if (IsTold && !ChangeLines.FitInSentence(Finding))
        {
            yield return SlackBlocks.Section(ChangeLines.Block(Finding));
        }

        if (IsLoud && !occasion.IsResolve)
        {
            yield return SlackFacts.Fields(Finding, context);
        }

        var links = new AlertLinks(context);
        if (Buttons(links) is { } buttons)
        {
            yield return buttons;
        }
        else if (Links(links) is { Count: > 0 } row)
        {
            yield return SlackBlocks.Section(string.Join("   ", row));
        }

        yield return SlackBlocks.Context(SmallPrint());
        if (Decided() is { Count: > 0 } decided)
        {
            yield return SlackBlocks.Context(decided);
        }
    }

    private JsonObject? Buttons(AlertLinks links) =>
        form == SlackForm.Buttons && !occasion.IsOver && Finding.Drift is { } drift
            ? SlackBlocks.Actions($"act:{drift}", SlackButtons.Of(drift, links.Drift(drift)))
            : null;

    private List<string> Links(AlertLinks links) =>
    [
        .. new (string Text, Uri? Url)[]
        {
            ("Details", Finding.Drift is { } drift ? links.Drift(drift) : null),
            ("AWS console", AlertLinks.Console(Finding)),
            ("CloudTrail event", AlertLinks.Event(Finding.Event)),
        }.Where(l => l.Url is not null).Select(l => SlackText.Link(l.Text, l.Url!)),
    ];

    private IEnumerable<string> SmallPrint()
    {
        if (!IsLoud || occasion.IsResolve)
        {
            yield return $"{SlackFacts.How(Finding.Actor, " · ")} · {SlackFacts.Where(Finding, context, " · ")}";
        }

        var call = $"{SlackText.Code(Finding.Event.Name, 80)} · event {SlackText.Code(Finding.Event.Id, 80)}";
        var away = form == SlackForm.Buttons && !occasion.IsOver ? Links(new(context with { PublicUrl = null })) : [];
        yield return string.Join(" · ", [call, .. away]);
        // A webhook cannot tell a repeated message; with the id people can.
        yield return $"{(Finding.Drift is null ? "" : $"{SlackText.Code(Finding.Drift, 20)} · ")}alert {occasion.AlertId}";
    }

    private List<string> Decided()
    {
        var decided = new List<string>();
        if (occasion is { IsOver: true, Drift: { } drift } && form == SlackForm.Buttons)
        {
            decided.Add($"opened by {SlackText.Code(drift.OpenedBy ?? FindingSentence.Somebody, 120)} at {SlackText.When(drift.OpenedAt)}");
        }

        if (occasion.Standing is { } standing)
        {
            decided.Add(SlackText.Plain(standing, NoteLimit));
        }

        return decided;
    }

    private string Afterwards() => occasion switch
    {
        { Kind: AlertKind.Reminder } => occasion.Note is null ? "" : $"; {Note}",
        { IsResolve: false } => "",
        { StillOpen: 1 } => "; 1 difference is still open",
        { StillOpen: > 1 } => $"; {occasion.StillOpen:N0} differences are still open",
        { Drift.End: { } end } => $"; it was open for {SlackText.Duration(end.At - occasion.Drift.OpenedAt)}",
        _ => "",
    };
}
