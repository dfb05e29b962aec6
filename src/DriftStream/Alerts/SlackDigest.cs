using System.Text.Json.Nodes;
using DriftStream.Alerts.Sinks;
using DriftStream.Core.Judging;
using DriftStream.Ledger;

namespace DriftStream.Alerts;

/// <summary>Writes one message for many changes.</summary>
internal sealed class SlackDigest(Digest digest, AlertContext context, SlackForm form)
{
    private const int TextLimit = 300;
    private const int GroupLimit = 2_600;
    private const int MostGroups = 8;
    private const int MostCalls = 3;

    /// <summary>The message.</summary>
    public SlackBody Of(string? mention) => new(
        SlackText.Plain($"{Word}: {digest.Actor ?? "several actors"} changed {Counted} in {Span} ({Surroundings})", TextLimit),
        [SlackBlocks.Section($"{SlackMarks.Mention(mention)}{Dot} *{Word}:* {Sentence}")],
        digest.IsOver ? SlackMarks.Green : SlackMarks.Colour(digest.Severity),
        [.. Details()]);

    /// <summary>The line that goes into the thread when everything is over.</summary>
    public SlackBody Reply()
    {
        var text = $"Resolved: all {digest.Drifts:N0} drifts are over";
        return new(text, [SlackBlocks.Section($"✅ {text}.")], null, []);
    }

    private string Word => digest.IsOver ? "Resolved" : digest.AfterQuiet ? "While it was quiet" : digest.ToldBefore > 0 && form == SlackForm.Links ? "More" : digest.Severity.ToString();

    private string Dot => digest.IsOver ? "✅" : SlackMarks.Dot(digest.Severity);

    private string Counted => digest.Drifts == 1 ? "1 resource" : $"{digest.Drifts:N0} resources";

    private string Span => SlackText.Duration(digest.Last - digest.First);

    private string Surroundings => $"{SlackFacts.Via(digest.Sample.Actor)}, {context.Account(digest.Sample.Event.Account)} {digest.Sample.Event.Region}";

    private string Sentence
    {
        get
        {
            var who = digest.Actor is null ? "several actors" : SlackText.Code(digest.Actor, 120);
            var repeated = digest.Changes > digest.Drifts ? $" ({digest.Changes:N0} changes)" : "";
            var over = digest.Resolved > 0 && !digest.IsOver ? $"; {digest.Resolved:N0} of them are over" : "";
            return $"{who} changed *{Counted}* in {Span}{repeated}{over}";
        }
    }

    private IEnumerable<JsonNode> Details()
    {
        if (!ChangeLines.IsLong(digest.Sample))
        {
            yield return SlackBlocks.Section($"Such as {SlackText.Sentence(FindingSentence.Parts(digest.Sample))}");
        }

        yield return SlackBlocks.Section(Groups());
        var page = new AlertLinks(context).Digest(digest.Id);
        if (form == SlackForm.Buttons && !digest.IsOver)
        {
            yield return SlackBlocks.Actions($"act:{digest.Id}", SlackButtons.Of(digest.Id, page, Math.Max(2, digest.Drifts)));
        }
        else if (page is not null)
        {
            yield return SlackBlocks.Section(SlackText.Link($"Show all {digest.Changes:N0}", page));
        }

        yield return SlackBlocks.Context(SmallPrint(page));
    }

    private string Groups()
    {
        var text = new System.Text.StringBuilder();
        foreach (var group in digest.Groups.Take(MostGroups))
        {
            text.Append($"*{group.Count:N0} {SlackText.Plain(group.Type, 60)}*\n");
            foreach (var address in group.Addresses)
            {
                text.Append($"• {SlackText.Code(address, 80)}\n");
            }

            if (group.Count > group.Addresses.Count)
            {
                text.Append($"• and {group.Count - group.Addresses.Count:N0} more\n");
            }

            if (text.Length > GroupLimit)
            {
                break;
            }
        }

        var left = digest.Groups.Count - MostGroups;
        return text.Append(left > 0 ? $"and {left:N0} more types" : "").ToString().TrimEnd();
    }

    private IEnumerable<string> SmallPrint(Uri? page)
    {
        yield return $"{SlackText.Plain(Surroundings, 160)} · {SlackText.When(digest.First)} – {SlackText.When(digest.Last)}";
        var calls = digest.Calls.Take(MostCalls).Select(c => $"{SlackText.Code(c.Name, 80)} {c.Count:N0} times");
        var more = digest.Calls.Count > MostCalls ? $" and {digest.Calls.Count - MostCalls:N0} more calls" : "";
        yield return string.Join(", ", calls) + more;
        yield return page is null ? $"{digest.Id} · {(form == SlackForm.Buttons ? "all of it is in the thread" : "all of it follows")}" : digest.Id;
    }
}
