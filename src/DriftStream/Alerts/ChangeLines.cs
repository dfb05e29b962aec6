using DriftStream.Core.Judging;
using DriftStream.Core.Values;

namespace DriftStream.Alerts;

/// <summary>The changes of a finding, signed as Terraform signs a plan: <c>+</c> came, <c>-</c> went, <c>~</c> is another.</summary>
internal static class ChangeLines
{
    private const int LineLimit = 20;
    private const int LengthLimit = 2700;
    private const int PlainLength = 60;
    private const int WidestName = 30;
    private const int PlainLimit = 50;
    private const int PlainLineLimit = 300;

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

    /// <summary>The lines without anybody's markup, as many as a mail may have; the rest is counted.</summary>
    public static IEnumerable<string> Plain(Finding finding)
    {
        var lines = Of(finding).ToList();
        return lines.Count <= PlainLimit
            ? lines.Select(l => ForeignText.OneLine(l, PlainLineLimit))
            : lines.Take(PlainLimit).Select(l => ForeignText.OneLine(l, PlainLineLimit)).Append($"… {lines.Count - PlainLimit:N0} more lines");
    }

    /// <summary>Whether the sentence alone shows all there is: one plain value, or one rule without a description.</summary>
    public static bool FitInSentence(Finding finding) => ReplacedElements.Narrowed(finding.Changes) switch
    {
        [] => true,
        [{ Hidden: true }] => true,
        [var only] when Rule(only, finding.Resource?.Type) is { } rule => rule.Description.Length == 0,
        [var only] => IsPlain(only.Before) && IsPlain(only.After),
        _ => false,
    };

    /// <summary>Whether the finding says so much that it is no example.</summary>
    public static bool IsLong(Finding finding) => finding.Changes.Count > 3;

    private static bool IsPlain(Value value) => value.IsNull || (value.IsScalar && value.Text.Length <= PlainLength);

    private static IEnumerable<string> Of(Finding finding) =>
        finding.Changes.GroupBy(c => c.Path).SelectMany(g => OfPath(g.Key, [.. g], finding.Resource?.Type));

    private static List<string> OfPath(string path, Change[] changes, string? type)
    {
        var rules = changes.Select(c => RuleLine(c, type)).OfType<string>().ToList();
        if (rules.Count == changes.Length)
        {
            return rules;
        }

        var lines = ReplacedElements.Narrowed(changes).SelectMany(c => ChangeLine.Of(c, Below(path, c.Path))).ToList();
        return lines switch
        {
            // Nothing became empty, or empty nothing.
            [] => [$"{Sign(changes)} {path}"],
            [{ Name: "" } only] => [$"{only.Sign} {path}  {only.Text}"],
            _ => [$"{Sign(changes)} {path}", .. Aligned(lines)],
        };
    }

    private static char Sign(Change[] changes) =>
        changes.All(c => c is { Before.IsNull: true, Hidden: false }) ? '+' : changes.All(c => c is { After.IsNull: true, Hidden: false }) ? '-' : '~';

    private static IEnumerable<string> Aligned(List<ChangeLine> lines)
    {
        var names = lines.ConvertAll(l => ShortName(l.Name, lines));
        var width = Math.Min(names.Max(n => n.Length), WidestName);
        return lines.Zip(names, (line, name) => $"    {line.Sign} {(name.Length == 0 ? "" : name.PadRight(width) + "  ")}{line.Text}");
    }

    // The last name says enough where no other line ends in it.
    private static string ShortName(string name, List<ChangeLine> lines)
    {
        var last = name[(name.LastIndexOf('.') + 1)..];
        return lines.Where(l => l.Name != name).All(l => l.Name != last && !l.Name.EndsWith($".{last}", StringComparison.Ordinal)) ? last : name;
    }

    private static string Below(string path, string inner) => inner.Length > path.Length ? inner[path.Length..].TrimStart('.') : "";

    private static NetworkRule? Rule(Change change, string? type) =>
        change.Hidden || type?.Contains("security_group", StringComparison.Ordinal) != true || (change.Before.IsNull == change.After.IsNull)
            ? null
            : NetworkRule.TryRead(change.Before.IsNull ? change.After : change.Before);

    private static string? RuleLine(Change change, string? type)
    {
        if (Rule(change, type) is not { } rule)
        {
            return null;
        }

        var value = change.Before.IsNull ? change.After : change.Before;
        var way = change.Path.Contains("egress", StringComparison.Ordinal) || value["type"].Text == "egress" ? "to" : "from";
        var peers = rule.Peers.Count == 0 ? "" : $" {way} {string.Join(", ", rule.Peers)}";
        var description = rule.Description.Length == 0 ? "" : $"  \"{rule.Description}\"";
        return $"{(change.Before.IsNull ? '+' : '-')} {change.Path}  {rule.Ports}{peers}{description}";
    }
}
