using System.Text.RegularExpressions;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;

namespace DriftStream.Core.Tests.OpenData;

/// <summary>Every distinct identity in a set of records, and what is made of it: a line each, that a person can check.</summary>
internal static partial class IdentityTable
{
    private static readonly string[] Head =
        ["type", "who", "role", "agent", "invoked by", "console", "", "name", "kind", "via", "confidence", "opened by", "events"];

    /// <summary>The table as text, its lines in a fixed order.</summary>
    public static string Of(IEnumerable<CloudTrailEvent> events)
    {
        var (sorted, sessions) = (events.OrderBy(e => e.Time).ThenBy(e => e.Id, StringComparer.Ordinal).ToList(), SessionBook.Empty);
        sessions = sorted.Aggregate(sessions, (book, change) => book.With(change));
        var rows = sorted
            .Select(change => Row(change, ActorReader.Read(change, sessions)))
            .GroupBy(row => string.Join('\t', row))
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (string[])[.. group.First(), $"{group.Count()}"]);
        return Aligned([Head, .. rows]);
    }

    private static string[] Row(CloudTrailEvent change, Actor actor) =>
    [
        change.Identity.Type ?? "-",
        Who(change.Identity),
        change.Identity.IssuerName ?? "-",
        UserAgent.KindOf(change.UserAgent).ToString(),
        change.Identity.InvokedBy ?? "-",
        change.FromConsole == true ? "yes" : "-",
        "=>",
        actor.Name ?? "-",
        actor.Kind.Word(),
        actor.Via.Word(),
        actor.Confidence.Word(),
        actor.Chain.Count == 0 ? "-" : string.Join(" < ", actor.Chain.Select(link => link.Name ?? "-")),
    ];

    // Whatever follows the account in the ARN, counters left out: they make no identity of their own.
    private static string Who(UserIdentity identity) =>
        Counter().Replace(identity.Arn?.Split(':')[^1] ?? identity.PrincipalId ?? identity.UserName ?? "-", "#");

    private static string Aligned(List<string[]> rows)
    {
        var widths = Enumerable.Range(0, Head.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return string.Concat(rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd() + "\n"));
    }

    [GeneratedRegex("[0-9]{12,}")]
    private static partial Regex Counter();
}
