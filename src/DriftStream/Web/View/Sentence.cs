using DriftStream.Core.Judging;
using DriftStream.Core.Values;

namespace DriftStream.Web.View;

/// <summary>What the actor did, in words: <c>opened tcp/22 to 0.0.0.0/0</c>.</summary>
internal static class Sentence
{
    public static IReadOnlyList<Phrase> Of(Finding finding) => finding.Verdict switch
    {
        Verdict.Deleted => [Words("deleted "), Thing(TypeOf(finding))],
        Verdict.Unmanaged => [Words("created "), Thing(TypeOf(finding)), Words(" that no state holds")],
        Verdict.Attached => [Words("attached "), Thing(finding.Changes is [var child, ..] ? child.Path : TypeOf(finding))],
        Verdict.Touched when finding.Changes.Count == 0 => [Words("called "), Thing(finding.Event.Name), Words("; the event does not tell the new values")],
        _ when finding.Changes is [var first, ..] => [.. Change(first, finding.Verdict), .. More(finding.Changes.Count - 1)],
        _ => [Words("called "), Thing(finding.Event.Name)],
    };

    private static Phrase[] Change(Change change, Verdict verdict)
    {
        var name = Name(change.Path);
        if (change.Hidden)
        {
            return [Words("changed "), Thing(name), Words(verdict == Verdict.Touched ? "; the event does not tell the new value" : "; its value is hidden")];
        }

        if (Rule(change) is { } rule)
        {
            return rule;
        }

        return Tag(change) ?? (change.Before, change.After) switch
        {
            (_, { Kind: ValueKind.Bool } after) => [Words("turned "), Thing(name), Words(after.IsTrue ? " on" : " off")],
            (_, { IsNull: true }) => [Words("removed "), Thing(name)],
            ({ IsScalar: true } before, { IsScalar: true } after) when verdict != Verdict.Reverted =>
                [Words("changed "), Thing(name), Words(" from "), Thing(before.Text), Words(" to "), Thing(after.Text)],
            (_, { IsScalar: true } after) =>
                [Words("set "), Thing(name), Words(verdict == Verdict.Reverted ? " back to " : " to "), Thing(after.Text)],
            _ => [Words(verdict == Verdict.Reverted ? "brought back " : "changed "), Thing(name)],
        };
    }

    private static Phrase[]? Tag(Change change)
    {
        if (!change.Path.StartsWith("tags.", StringComparison.Ordinal) && !change.Path.StartsWith("tags[", StringComparison.Ordinal))
        {
            return null;
        }

        var key = change.Path["tags".Length..].TrimStart('.', '[', '"').TrimEnd(']', '"');
        return (change.Before.IsNull, change.After.IsNull) switch
        {
            (true, _) => [Words("added tag "), Thing($"{key}={change.After.Text}")],
            (_, true) => [Words("removed tag "), Thing(key)],
            _ => [Words("changed tag "), Thing(key), Words(" from "), Thing(change.Before.Text), Words(" to "), Thing(change.After.Text)],
        };
    }

    private static Phrase[]? Rule(Change change)
    {
        var opened = change.Before.IsNull;
        var rule = opened ? change.After : change.Before;
        if (!(opened ^ change.After.IsNull) || rule["from_port"].IsNull)
        {
            return null;
        }

        var from = rule["from_port"].Text;
        var to = rule["to_port"].Text;
        var protocol = rule["protocol"].Text;
        var ports = protocol == "-1" ? "all ports" : $"{protocol}/{(from == to ? from : $"{from}-{to}")}";
        var sources = rule["cidr_blocks"].Items.Concat(rule["ipv6_cidr_blocks"].Items).Select(source => source.Text).ToList();
        Phrase[] what = [Words(opened ? "opened " : "closed "), Thing(ports)];
        return sources.Count == 0 ? what : [.. what, Words(" to "), Thing(string.Join(", ", sources))];
    }

    private static Phrase[] More(int others) =>
        others == 0 ? [] : [Words($", and {Shown.Several(others, "more change")}")];

    private static string Name(string path) => path.Split('.') is [_, _, .., var last] ? last : path;

    private static string TypeOf(Finding finding) => finding.Resource?.Type ?? finding.Event.Name;

    private static Phrase Words(string text) => new(text, IsThing: false);

    private static Phrase Thing(string text) => new(Shown.Text(text), IsThing: true);
}
