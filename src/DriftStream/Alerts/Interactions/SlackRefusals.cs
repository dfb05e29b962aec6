namespace DriftStream.Alerts.Interactions;

/// <summary>Tells the log why presses do not count, so that a wrong secret or clock is found: at most once a minute, as anybody can send them.</summary>
internal sealed partial class SlackRefusals(TimeProvider clock, ILogger<SlackRefusals> logger)
{
    private static readonly long Pause = TimeSpan.FromMinutes(1).Ticks;
    private long _told = long.MinValue / 2;

    /// <summary>Tells of one.</summary>
    public void Tell(string reason)
    {
        var (now, told) = (clock.GetUtcNow().UtcTicks, Interlocked.Read(ref _told));
        if (now - told >= Pause && Interlocked.CompareExchange(ref _told, now, told) == told)
        {
            TurnedAway(reason);
        }
    }

    [LoggerMessage(1320, LogLevel.Warning, "A press of a button in Slack was turned away: {Reason}")]
    private partial void TurnedAway(string reason);
}
