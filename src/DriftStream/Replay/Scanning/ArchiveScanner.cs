namespace DriftStream.Replay.Scanning;

/// <summary>Reads archives one after another and hands on what may matter. One for each worker: it owns its buffers.</summary>
internal sealed class ArchiveScanner(RecordFilter filter, IScanTaker taker) : IDisposable
{
    /// <summary>Scans one archive.</summary>
    /// <param name="content">What there is to read, packed with gzip or not.</param>
    /// <param name="cancellation">Ends the scan early.</param>
    public ScanResult Scan(Stream content, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _ = (filter, taker, content);
        return new();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
