using DriftStream.Configuration;
using DriftStream.Core.Judging;
using DriftStream.Replay.Reports;
using Spectre.Console;

namespace DriftStream.Replay;

/// <summary>A table for people. Everything in it that came from outside is made harmless first.</summary>
internal sealed class TableOutput(IAnsiConsole console, ShownZone zone) : IFindingOutput
{
    private readonly Table _table = new Table { Border = TableBorder.Simple, Expand = false }
        .AddColumn(new TableColumn(Markup.Escape($"Time ({zone.Name})")).NoWrap())
        .AddColumn(new TableColumn("Severity").NoWrap())
        .AddColumn("Who")
        .AddColumn("What");

    public void Write(Finding finding) => Write(finding, team: null);

    /// <summary>Writes a finding, the team that it is of, and what else there is to say of it; each null for nothing.</summary>
    public void Write(Finding finding, string? team, string? note = null) => _table.AddRow(
        new Text(zone.Full(finding.Event.Time)),
        new Text(finding.Severity.Word(), StyleOf(finding.Severity)),
        Safe(team is null ? ActorWords.Who(finding.Actor) : $"{ActorWords.Who(finding.Actor)}, team {team}"),
        What(finding, note));

    public void Complete()
    {
        if (_table.Rows.Count > 0)
        {
            console.Write(_table);
        }
    }

    private static Rows What(Finding finding, string? note)
    {
        // What is no finding is best told by its reason: nothing was done to a managed resource.
        var news = finding.Verdict.IsShown() ? string.Concat(FindingSentence.Deed(finding).Select(p => p.Text)) : finding.Reason;
        List<Text> sentences = [Safe($"{finding.Verdict.Word()}: {news}"), .. note is null ? [] : (Text[])[Safe(note)]];
        return new(finding.Resource is null ? sentences : sentences.Prepend(Safe(Where(finding.Resource), new(decoration: Decoration.Bold))));
    }

    private static Text Safe(string text, Style? style = null) => new(TerminalText.Clean(text), style);

    private static string Where(ResourceRef resource) => resource switch
    {
        { Address: { } address, State: { } state } => $"{address} in {state}",
        { Parent: { } parent } => $"{resource.Type} {resource.Id} of {parent}",
        _ => $"{resource.Type} {resource.Id}",
    };

    private static Style StyleOf(Severity severity) => severity switch
    {
        Severity.Critical => new(Color.Red, decoration: Decoration.Bold),
        Severity.High => new(Color.Red),
        Severity.Medium => new(Color.Yellow),
        Severity.Low => new(Color.Blue),
        _ => Style.Plain,
    };
}
