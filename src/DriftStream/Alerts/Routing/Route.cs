using System.IO.Enumeration;
using DriftStream.Core.Judging;
using DriftStream.Ledger;

namespace DriftStream.Alerts.Routing;

/// <summary>One route, ready to be compared.</summary>
internal sealed record Route(RouteEntry Entry, Severity From, QuietHours? Quiet)
{
    /// <summary>Whether the route is meant for the occasion.</summary>
    /// <param name="occasion">What happened.</param>
    /// <param name="accountName">What people call its account.</param>
    /// <param name="owner">Who owns the resource; null where nobody is known to.</param>
    public bool Fits(AlertOccasion occasion, string accountName, string? owner)
    {
        var finding = occasion.Finding;
        return occasion.Weight >= From
            && (Matches(Entry.Account, finding.Event.Account) || Matches(Entry.Account, accountName))
            && Matches(Entry.Region, finding.Event.Region)
            && Matches(Entry.State, finding.Resource?.State)
            && Matches(Entry.Type, finding.Resource?.Type)
            && Matches(Entry.Address, finding.Resource?.Address)
            && Matches(Entry.Verdict, VerdictOf(occasion))
            && Matches(Entry.Owner, owner);
    }

    /// <summary>Whether the route is meant for words about DriftStream itself, which have no resource that patterns could fit.</summary>
    public bool FitsNotices(Severity severity) => severity >= From
        && new[] { Entry.Account, Entry.Region, Entry.State, Entry.Type, Entry.Address, Entry.Verdict, Entry.Owner }.All(string.IsNullOrEmpty);

    // The end of a drift goes where the drift went.
    private static string VerdictOf(AlertOccasion occasion) =>
        occasion.Kind != AlertKind.Alert && occasion.Drift is { } drift ? drift.Verdict : occasion.Finding.Verdict.Word();

    private static bool Matches(string? patterns, string? value) =>
        string.IsNullOrEmpty(patterns)
        || (value is not null && patterns.Split(',', StringSplitOptions.TrimEntries).Any(p => FileSystemName.MatchesSimpleExpression(p, value, ignoreCase: false)));
}
