using System.Text.RegularExpressions;
using DriftStream.Core.Judging;

namespace DriftStream.Alerts;

/// <summary>Where an alert leads: our own pages and AWS's. Whatever others wrote goes into an address only where it has the shape of an id.</summary>
internal sealed partial class AlertLinks(AlertContext context)
{
    /// <summary>The page of a drift; null without a public address.</summary>
    public Uri? Drift(string drift) => Page($"drifts/{Uri.EscapeDataString(drift)}");

    /// <summary>The page that lists a digest; null without a public address.</summary>
    public Uri? Digest(string digest) => Page($"digests/{Uri.EscapeDataString(digest)}");

    /// <summary>The resource in AWS's console; null where its type has no page that an id leads to.</summary>
    public static Uri? Console(Finding finding) => finding is { Resource: { Id: { } id } resource, Verdict: not Verdict.Deleted }
        ? ConsolePages.Of(resource.Type, id, finding.Event.Region)
        : null;

    /// <summary>The event in CloudTrail's console; null where the record names none, as a made-up id would lead nowhere.</summary>
    public static Uri? Event(EventSummary summary) => EventId().IsMatch(summary.Id) && AwsConsole.In(summary.Region) is { } console
        ? new(console.Home, $"cloudtrailv2/home?region={console.Region}#/events/{summary.Id}")
        : null;

    private Uri? Page(string path) => context.PublicUrl is { } home ? new(home, path) : null;

    [GeneratedRegex("^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")]
    private static partial Regex EventId();
}
