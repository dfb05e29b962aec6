using DriftStream.Core.Judging;
using DriftStream.Core.Values;

namespace DriftStream.Alerts;

/// <summary>The changes of a finding as lines: what went with a minus, what came with a plus.</summary>
internal static class ChangeLines
{
    private const int ValueLimit = 240;
    private const int LineLimit = 20;
    private const int LengthLimit = 2700;

    /// <summary>A code block with as many lines as fit; the rest is counted.</summary>
    public static string Block(Finding finding)
    {
        var lines = Of(finding).Select(line => SlackText.Line(line)).ToList();
        var length = 0;
        var shown = lines.Take(LineLimit).TakeWhile(line => (length += line.Length + 1) <= LengthLimit).ToList();
        if (shown.Count < lines.Count)
        {
            shown.Add(lines.Count - shown.Count == 1 ? "… 1 more line" : $"… {lines.Count - shown.Count:N0} more lines");
        }

        return $"```\n{string.Join('\n', shown)}\n```";
    }

    /// <summary>Whether the sentence alone shows all there is: one plain value.</summary>
    public static bool FitInSentence(Finding finding) =>
        finding.Changes.Count == 0
        || (finding.Changes is [var only] && (only.Hidden || (IsPlain(only.Before) && IsPlain(only.After))));

    private static bool IsPlain(Value value) => value.IsNull || (value.IsScalar && value.Text.Length <= 60);

    private static IEnumerable<string> Of(Finding finding)
    {
        var isGroup = finding.Resource?.Type.Contains("security_group", StringComparison.Ordinal) == true;
        foreach (var byPath in finding.Changes.GroupBy(c => c.Path))
        {
            yield return $"  {byPath.Key}";
            foreach (var line in byPath.SelectMany(change => OfChange(change, isGroup && !byPath.Key.Contains("tags", StringComparison.Ordinal))))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> OfChange(Change change, bool mayBeRule)
    {
        if (change.Hidden)
        {
            return ["    (hidden)"];
        }

        return mayBeRule && (Rule(change.Before, change.Path) ?? Rule(change.After, change.Path)) is not null
            ? [.. RuleLine('-', change.Before, change.Path), .. RuleLine('+', change.After, change.Path)]
            : ValueDifferences.Between(change.Before, change.After).SelectMany(OfDifference);
    }

    private static IEnumerable<string> RuleLine(char sign, Value value, string path) =>
        value.IsNull ? [] : [$"{sign}   {Rule(value, path) ?? Show(value)}"];

    private static string? Rule(Value value, string path)
    {
        if (NetworkRule.TryRead(value) is not { } rule)
        {
            return null;
        }

        var way = path.Contains("egress", StringComparison.Ordinal) || value["type"].Text == "egress" ? "to" : "from";
        var peers = rule.Peers.Count == 0 ? "" : $" {way} {string.Join(", ", rule.Peers)}";
        return $"{rule.Ports.Replace('/', ' ')}{peers}{(rule.Description.Length == 0 ? "" : $"  {rule.Description}")}";
    }

    private static IEnumerable<string> OfDifference(ValueDifference difference)
    {
        var place = difference.Path.Length == 0 ? "" : $"{difference.Path}: ";
        var isElement = difference.Path.Length > 0 || !difference.Before.IsScalar;
        if (!difference.Before.IsNull || !(isElement && difference.After.Kind is ValueKind.Map or ValueKind.List))
        {
            yield return $"-   {place}{Show(difference.Before)}";
        }

        if (!difference.After.IsNull || !(isElement && difference.Before.Kind is ValueKind.Map or ValueKind.List))
        {
            yield return $"+   {place}{Show(difference.After)}";
        }
    }

    private static string Show(Value value)
    {
        if (value.IsNull)
        {
            return "not set";
        }

        var text = ValueWriter.ToJson(value);
        return text.Length <= ValueLimit
            ? text
            : $"{ForeignText.OneLine(text, ValueLimit)} ({text.Length - ValueLimit + 1:N0} more characters)";
    }
}
