using DriftStream.Configuration;
using DriftStream.Core.Judging;
using DriftStream.Ledger;
using Microsoft.Extensions.Options;

namespace DriftStream.Gaps;

/// <summary>Takes the wish to have a time caught up.</summary>
internal sealed class CatchUpOrders(LedgerWriter ledger, GapQueries queries, IOptions<GapOptions> options, TimeProvider clock)
{
    private const int LongestShown = 40;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Has a time caught up in one place, or in all that are known.</summary>
    /// <param name="from">Its beginning.</param>
    /// <param name="until">Its end; not later than now.</param>
    /// <param name="account">Only this account; null: all.</param>
    /// <param name="region">Only this region; null: all.</param>
    /// <returns>What will be caught up, or why nothing is.</returns>
    public async Task<(IReadOnlyList<CatchUpJob> Jobs, string? Refusal)> OrderAsync(
        DateTimeOffset from, DateTimeOffset until, string? account, string? region, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        until = until < now ? until : now;
        if ((Refusal(from, until, now) ?? NoPlace(account, region)) is { } refusal)
        {
            return ([], refusal);
        }

        // A place that never spoke can be named in full.
        List<FeedPlace> places = account is not null && region is not null
            ? [new(account, region)]
            : [.. queries.Places().Where(p => (account ?? p.Account) == p.Account && (region ?? p.Region) == p.Region)];
        if (places.Count == 0)
        {
            return ([], "No account and region is known yet that fits: name both, account and region.");
        }

        var ids = await ledger.InTurnAsync(turn => places.Select(place => CatchUpRows.Add(turn, place, from, until, "somebody asked for it")).ToHashSet(), cancellation);
        return ([.. Known().Where(job => ids.Contains(job.Id))], null);
    }

    /// <summary>What is to be caught up, and what was in the last day.</summary>
    public IReadOnlyList<CatchUpJob> Known() => queries.CatchUps(clock.GetUtcNow() - Day);

    // A place that cannot exist would be asked for again and again.
    private static string? NoPlace(string? account, string? region) => account is not null && !AccountName.IsId(account)
        ? $"`account` is '{ForeignText.OneLine(account, LongestShown)}': an account id has 12 digits."
        : region is not null && !FeedPlace.IsRegion(region)
            ? $"`region` is '{ForeignText.OneLine(region, LongestShown)}': a region is called like eu-west-1."
            : null;

    private string? Refusal(DateTimeOffset from, DateTimeOffset until, DateTimeOffset now) => this switch
    {
        _ when !options.Value.CatchUp => $"{GapOptions.Section}:CatchUp is false, so nothing is fetched from CloudTrail.",
        _ when from >= until => $"The time from {Duration.At(from)} to {Duration.At(until)} is empty.",
        _ when until <= now - CatchUp.History => $"CloudTrail keeps events for 90 days; all before {Duration.At(now - CatchUp.History)} has to be judged from the archive, with: driftstream replay",
        _ => null,
    };
}
