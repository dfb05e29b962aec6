using System.Text;
using DriftStream.Configuration;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;
using DriftStream.Replay;

namespace DriftStream.Commands;

/// <summary>Retells a judgement for people; its steps say what the event is, who caused it and why it means what it means.</summary>
internal static class ExplainText
{
    private const int NameWidth = 10;

    public static string Of(Judgement judgement)
    {
        var text = new StringBuilder();
        foreach (var step in judgement.Steps)
        {
            AppendStep(text, step);
        }

        foreach (var finding in judgement.Findings)
        {
            AppendFinding(text, finding);
        }

        return text.Append('\n').ToString();
    }

    private static void AppendStep(StringBuilder text, ExplainStep step)
    {
        var name = step.Name.PadRight(NameWidth);
        foreach (var line in step.Text.Split('\n'))
        {
            text.Append($"  {name} {Safe(line)}\n");
            name = new(' ', NameWidth);
        }
    }

    private static void AppendFinding(StringBuilder text, Finding finding)
    {
        var where = finding.Resource switch
        {
            null => "",
            { Address: { } address } => $" at {address} in state {finding.Resource.State}",
            var resource => $" for {resource.Type} {resource.Id}",
        };

        text.Append($"\n=> {finding.Verdict.Word()}{Safe(where)}, severity {finding.Severity.Word()}, by {Safe(ActorWords.Who(finding.Actor))}\n");
        if (finding.Drift is { } drift)
        {
            text.Append($"   drift {drift}\n");
        }

        foreach (var change in finding.Changes)
        {
            text.Append($"   {Safe(change.Path)}: {(change.Hidden ? "changed, and its value is hidden" : $"{Shown(change.Before)} -> {Shown(change.After)}")}\n");
        }
    }

    private static string Shown(Value value) => value.IsNull ? "(none)" : Safe(value.ToString());

    private static string Safe(string text) => TerminalText.Clean(text);
}
