namespace DriftStream.Alerts.Sinks;

/// <summary>A way to tell people or programs. A new one implements this and passes the suite that all sinks share.</summary>
internal interface IAlertSink
{
    /// <summary>The name that routes use.</summary>
    public string Name { get; }

    /// <summary>What it can do and how fast.</summary>
    public SinkTraits Traits { get; }

    /// <summary>Whether it would take a message, found out without sending one; null where only sending shows.</summary>
    public Task<SinkAnswer?> LookAsync(CancellationToken cancellation);

    /// <summary>Tells one thing, within a time limit of its own. Called again with the same news after a failure; throws only where the caller cancels.</summary>
    public Task<SinkAnswer> TellAsync(News news, CancellationToken cancellation);
}
