using DriftStream.Core.CloudTrail;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Ignoring;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging;

/// <summary>The one sentence that says why a finding is what it is.</summary>
internal static class Reasons
{
    /// <summary>The reason of an outcome on a managed address.</summary>
    public static string For(CloudTrailEvent change, string address, AddressOutcome outcome)
    {
        var sentence = outcome.Verdict switch
        {
            Verdict.Drift when outcome.IsRepeat => $"{change.Name} set again what already differs from the state: {List(outcome)}",
            Verdict.Drift => $"{change.Name} {List(outcome)}",
            Verdict.Touched => outcome.Changes.Count > 0
                ? $"{change.Name} changed {Paths(outcome.Changes.Select(c => c.Path))}, and the event does not show the new value"
                : $"{change.Name} changed the resource, but the event does not carry what Terraform could compare",
            Verdict.Deleted => $"{change.Name} deleted what the state holds at {address}",
            Verdict.Attached => $"{change.Name} added {Type(outcome)} that no state holds",
            Verdict.Reverted when outcome.Changes.Count == 0 => $"{change.Name} made again what the state holds at {address}",
            Verdict.Reverted => $"{change.Name} brought back what the state holds: {Paths(outcome.Changes.Select(c => c.Path).Distinct())}",
            Verdict.InSync => $"{change.Name} set what the state already holds",
            Verdict.NoEffect => $"{change.Name} names the resource but changes nothing that Terraform holds",
            _ => $"{change.Name} is known only by inference; a scan of {address} can tell",
        };
        return outcome switch
        {
            { IsLate: true } => sentence + "; a newer event had already decided this, so it opens and notifies nothing",
            { LatePaths.Count: > 0 } => sentence + $"; newer events had already decided {Paths(outcome.LatePaths)}, which stays as they left it",
            _ => sentence,
        };
    }

    // Beside each of very many changes, a list of them all would be as long as their number squared.
    private static string Paths(IEnumerable<string> paths)
    {
        const int Most = 20;
        var all = paths.ToList();
        return string.Join(", ", all.Take(Most)) + (all.Count > Most ? $" and {all.Count - Most} more" : "");
    }

    /// <summary>What is added where ignore rules took a part of the changes out; empty where none did.</summary>
    public static string LeftOut(AddressOutcome outcome)
    {
        var paths = outcome.Swallowed.Select(s => s.Path).Distinct().Order(StringComparer.Ordinal).ToList();
        return paths.Count == 0 ? "" : $"; {Paths(paths.Select(p => p.Length == 0 ? "the deletion" : p))} left out by {Swallowed.Names(outcome.Swallowed)}";
    }

    private static string Type(AddressOutcome outcome) => outcome.Changes.Count > 0 ? "an " + outcome.Changes[0].Path : "a child";

    private static string List(AddressOutcome outcome)
    {
        const int Most = 3;
        var told = ReplacedElements.Narrowed(outcome.Changes);
        return string.Join("; ", told.Take(Most).Select(c => One(c, isEnd: !outcome.Away.Contains(c) && outcome.Changes.Contains(c)))) + (told.Count > Most ? $"; and {told.Count - Most} more" : "");
    }

    private static string One(Change change, bool isEnd)
    {
        if (change.Hidden)
        {
            return $"changed {change.Path} (value hidden)";
        }

        if (RuleChange.TryRead(change) is { } rule)
        {
            var peers = string.Join(", ", rule.Rule.Peers);
            return $"{rule.Verb} {rule.Traffic}{(peers.Length > 0 ? " to " + peers : "")}" + (isEnd ? ", as the state has it" : change.After.IsNull ? ", which the state holds" : ", which the state does not hold");
        }

        if (AttributePath.Root(change.Path) == "tags")
        {
            var key = change.Path.Length > 4 ? AttributePath.WithoutIndexes(change.Path)[5..] : "";
            return (change.Before.IsNull, change.After.IsNull) switch
            {
                (true, _) => $"added tag {key}={Brief(change.After)}, which the state does not hold",
                (_, true) => $"removed tag {key}, which the state holds as {Brief(change.Before)}",
                _ => $"changed tag {key} from {Brief(change.Before)} to {Brief(change.After)}",
            };
        }

        return (Meaning.IsEmpty(change.Before), Meaning.IsEmpty(change.After)) switch
        {
            (true, false) when !change.Before.IsNull => $"changed {change.Path} from {Brief(change.Before)} to {Brief(change.After)}",
            (true, false) => $"set {change.Path} to {Brief(change.After)}, which the state does not hold",
            (false, true) when change.After.IsNull => $"removed {change.Path}, which the state holds as {Brief(change.Before)}",
            _ => $"changed {change.Path} from {Brief(change.Before)} to {Brief(change.After)}",
        };
    }

    private static string Brief(Value value)
    {
        var text = value.Kind == ValueKind.Text ? value.Text.Length == 0 ? "\"\"" : value.Text : value.IsNull ? "nothing" : value.ToString();
        return text.Length <= 80 ? text : text[..79] + "…";
    }
}
