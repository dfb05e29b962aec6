namespace DriftStream.Ignoring;

/// <summary>Keeps the ignore rules fresh: looks at their files every few seconds, reads them again when one was written, and says what became different.</summary>
internal sealed partial class IgnoreRefresh(IgnoreSnapshot rules, TimeProvider clock, ILogger<IgnoreRefresh> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Reads the rules before anything that needs them is started.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        rules.Load();
        if (rules.Rules.All.Count > 0)
        {
            InForce(rules.Rules.All.Count, rules.Counted);
        }

        Tell(rules.Problems);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Refresh();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end. Where another part failed to start, the host would report it as this one's failure.
            return;
        }
    }

    private void Refresh()
    {
        try
        {
            if (rules.Refresh() is { } difference)
            {
                Tell(difference);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            NotRefreshed(failure.Message);
        }
    }

    private void Tell(RuleDifference difference)
    {
        foreach (var rule in difference.Added)
        {
            Added(rule.Name, $"{rule}", rule.Owner, rule.Reason);
        }

        foreach (var rule in difference.Removed)
        {
            Removed(rule.Name, $"{rule}");
        }

        foreach (var rule in difference.Changed)
        {
            Changed(rule.Name, $"{rule}", rule.Owner, rule.Reason);
        }

        Tell(difference.Problems);
        InForce(rules.Rules.All.Count, rules.Counted);
    }

    private void Tell(IReadOnlyList<string> problems)
    {
        foreach (var problem in problems)
        {
            Problem(problem);
        }
    }

    [LoggerMessage(1410, LogLevel.Information, "Ignore rules in force: {Count}, from {Sources}")]
    private partial void InForce(int count, string sources);

    [LoggerMessage(1411, LogLevel.Information, "Ignore rule {Rule} was added: {Criteria} ({Owner}: {Reason})")]
    private partial void Added(string rule, string criteria, string? owner, string? reason);

    [LoggerMessage(1412, LogLevel.Information, "Ignore rule {Rule} was removed: {Criteria}")]
    private partial void Removed(string rule, string criteria);

    [LoggerMessage(1413, LogLevel.Information, "Ignore rule {Rule} was changed: {Criteria} ({Owner}: {Reason})")]
    private partial void Changed(string rule, string criteria, string? owner, string? reason);

    [LoggerMessage(1414, LogLevel.Warning, "{Problem}")]
    private partial void Problem(string problem);

    [LoggerMessage(1415, LogLevel.Warning, "The ignore rules cannot be read again, so the ones known before stay in force: {Reason}")]
    private partial void NotRefreshed(string reason);
}
