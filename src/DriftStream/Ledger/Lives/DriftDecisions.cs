using DriftStream.Core.Judging;

namespace DriftStream.Ledger.Lives;

/// <summary>The one door for what people decide about drifts, whether they say it over HTTP or with a button in a message.</summary>
internal sealed class DriftDecisions(LedgerWriter writer, RouteAlert route, TimeProvider clock)
{
    private const int LongestText = 1000;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Carries out a decision; completes after the commit. The same one again changes nothing.</summary>
    public async Task<DecisionAnswer> DecideAsync(DriftDecision decision, CancellationToken cancellation) =>
        Mistake(decision) is { } mistake
            ? new(DecisionAnswerKind.Invalid, mistake)
            : await writer.InTurnAsync(turn => new DecisionTurn(turn, route, clock.GetUtcNow()).Carry(decision), cancellation);

    private string? Mistake(DriftDecision decision) => decision switch
    {
        { By: var by } when string.IsNullOrWhiteSpace(by) => "Nobody is named who decides it: say who with `by`.",
        { By.Length: > LongestText } or { Reason.Length: > LongestText } or { Name.Length: > LongestText } => $"`by` and `reason` may have {LongestText} characters each.",
        { Kind: DecisionKind.Acknowledge, Until: not null } => "An acknowledgement has no end: leave `until` out, or snooze the drift.",
        { Kind: DecisionKind.Acknowledge } => null,
        { Until: null } => $"It has no end: say until when with `until`, e.g. {clock.GetUtcNow().AddHours(4):yyyy-MM-ddTHH:mm:ssZ}.",
        { Until: { } until } when until <= clock.GetUtcNow() => $"`until` ({until.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}) has passed: say a time to come.",
        { Until: { } until } when until > clock.GetUtcNow() + Longest => $"`until` ({until.UtcDateTime:yyyy-MM-dd}) is more than a year away: nobody would remember it. Say an earlier time, or write an ignore rule.",
        { Kind: DecisionKind.Ignore } when string.IsNullOrWhiteSpace(decision.Reason) => "It has no reason: say with `reason` why the drift may stay, for whoever wonders later.",
        _ => null,
    };
}

/// <summary>Carries out a decision inside a turn.</summary>
internal sealed class DecisionTurn(LedgerTurn turn, RouteAlert route, DateTimeOffset now)
{
    public DecisionAnswer Carry(DriftDecision decision)
    {
        if (turn.FindDrift(decision.Drift) is not { } drift)
        {
            return new(DecisionAnswerKind.NoSuchDrift, $"There is no drift {ForeignText.OneLine(decision.Drift, 40)}.");
        }

        if (!drift.IsOpen)
        {
            return new(DecisionAnswerKind.Ended, $"The drift {drift.Id} has ended already ({drift.End!.How.ToString().ToLowerInvariant()}): there is nothing to decide.");
        }

        var kind = Word(decision.Kind);
        if (drift.Decision == kind && drift.DecisionUntil == decision.Until && IsLast(decision, kind))
        {
            return DecisionAnswer.Done;
        }

        var decided = drift with { Decision = kind, DecisionUntil = decision.Until };
        turn.Write(LedgerEntry.OfWork(turn.Deviations, [], [decided]) with { Alerts = [.. new LifeAlerts(turn, route, now).Of(decided, AlertKind.Decision, $"{now.ToUnixTimeMilliseconds()}", Sentence(decision))] });
        turn.Write(new DecisionRow
        {
            Id = StableId.From("X-", drift.Id, kind, decision.By, $"{decision.Until:O}", decision.Reason ?? "", $"{now.ToUnixTimeMilliseconds()}"),
            DriftId = drift.Id,
            Kind = kind,
            DecidedBy = decision.By,
            Name = decision.Name,
            Reason = decision.Reason,
            Until = decision.Until?.ToUnixTimeMilliseconds(),
            DecidedAt = now.ToUnixTimeMilliseconds(),
        });
        return DecisionAnswer.Done;
    }

    /// <summary>The decision's word in the ledger.</summary>
    public static string Word(DecisionKind kind) => kind.ToString().ToLowerInvariant();

    private bool IsLast(DriftDecision decision, string kind) =>
        turn.LastDecision(decision.Drift) is { } last && last.Kind == kind && last.DecidedBy == decision.By && last.Reason == decision.Reason;

    private static string Sentence(DriftDecision decision)
    {
        var who = decision.Name ?? decision.By;
        var why = decision.Reason is { Length: > 0 } reason ? $": {reason}" : "";
        return decision.Kind switch
        {
            DecisionKind.Acknowledge => $"{who} looks after it{why}",
            DecisionKind.Snooze => $"{who} says it is meant to be so until {decision.Until!.Value.UtcDateTime:yyyy-MM-dd HH:mm} UTC{why}",
            _ => $"{who} ignores it until {decision.Until!.Value.UtcDateTime:yyyy-MM-dd HH:mm} UTC{why}",
        };
    }
}
