using DriftStream.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DriftStream.Web;

/// <summary>Whether the program is alive, and whether it can judge events.</summary>
internal static class Readiness
{
    public static void MapReadiness(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/healthz", () => TypedResults.Text("alive\n"))
            .WithName("alive")
            .WithSummary("Answers while the program is alive");
        endpoints.MapGet("/readyz", CheckAsync)
            .WithName("ready")
            .WithSummary("Whether events can be judged: states loaded, queue reachable, ledger writable. Reasons are for those with the key")
            .Produces<ReadyAnswer>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<JsonHttpResult<ReadyAnswer>> CheckAsync(HttpContext context, LiveSource source, Access access, CancellationToken cancellation)
    {
        var checks = Of(await source.Check(cancellation));
        var ready = checks.All(check => check.Ready);
        var answer = access.Of(context) == Standing.Allowed ? checks : [.. checks.Select(check => check with { Reason = null })];
        return TypedResults.Json(
            new ReadyAnswer(ready, answer), statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    internal static IReadOnlyList<ReadyCheck> Of(DetectionHealth health) =>
    [
        new("states", health.States is { Loaded: > 0 } && health.States.Loaded == health.States.Configured, States(health.States)),
        new("queue", health.Queue?.Problem is null, health.Queue is null ? "No queue is configured: events arrive only over HTTP." : health.Queue.Problem),
        new("ledger", health.LedgerProblem is null, health.LedgerProblem),

        // Too few rules make noise, not silence, so events can be judged all the same.
        .. Configuration(health.Configuration) is { } waits ? [new("configuration", true, waits)] : (IEnumerable<ReadyCheck>)[],
        .. health.LeftOut.OtherAccountsText is { } leftOut ? [new("accounts", true, leftOut)] : (IEnumerable<ReadyCheck>)[],
        .. health.Alerts is { Dead: > 0 } alerts ? [new("alerts", true, $"{alerts.Dead:N0} alerts could not be delivered; the last one: {alerts.DeadReason}.")] : (IEnumerable<ReadyCheck>)[],
        .. Applies(health.Applies) is { } applied ? [new("terraform", true, applied)] : (IEnumerable<ReadyCheck>)[],
        .. Ignoring(health.Ignoring) is { } told ? [new("ignore", true, told)] : (IEnumerable<ReadyCheck>)[],

        // What arrives is judged, and another process would see no more.
        .. health.Gaps.Count > 0 ? [new("gaps", true, string.Join(' ', health.Gaps))] : (IEnumerable<ReadyCheck>)[],
    ];

    private static string? Configuration(ConfigurationHealth health) => health switch
    {
        { Problem: { } problem } => problem,
        { AwaitRestart: [_, ..] keys } => $"Changed, and not in force before a restart: {string.Join(", ", keys)}.",
        _ => null,
    };

    private static string? Ignoring(IgnoreHealth rules) => rules switch
    {
        { Problems: [_, ..] problems } => string.Join(' ', problems),
        { SwallowedText: { } swallowed } => $"{rules.InForce:N0} ignore {(rules.InForce == 1 ? "rule" : "rules")} in force; {swallowed}.",
        _ => null,
    };

    private static string? Applies(Ledger.Lives.ApplyCounts calls) => calls is { Confirmed: 0, NotChecked: 0, Held: 0, Findings: 0 }
        ? null
        : $"Terraform's own calls in 24 h: {calls.Confirmed:N0} confirmed by a state, {calls.NotChecked:N0} not checked, {calls.Held:N0} waiting for their state, {calls.Findings:N0} told as no state has them.";

    private static string? States(StatesHealth states) => states switch
    {
        { Configured: 0 } => "No state is configured: nothing counts as managed.",
        { Problems: [_, ..] } => string.Join(' ', states.Problems),
        _ when states.Loaded < states.Configured => $"{states.Loaded} of {states.Configured} states are loaded.",
        _ => null,
    };
}

/// <summary>Whether events can be judged.</summary>
/// <param name="Ready">All checks are.</param>
/// <param name="Checks">What was checked.</param>
internal sealed record ReadyAnswer(bool Ready, IReadOnlyList<ReadyCheck> Checks);

/// <summary>One thing that must work.</summary>
/// <param name="Name">states, queue, ledger or, where there is something to know about them, configuration, accounts, alerts, terraform, ignore and gaps.</param>
/// <param name="Ready">It works.</param>
/// <param name="Reason">Why not, or what to know about it.</param>
internal sealed record ReadyCheck(string Name, bool Ready, string? Reason);
