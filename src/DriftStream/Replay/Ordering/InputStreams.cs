using DriftStream.Replay.Sources;

namespace DriftStream.Replay.Ordering;

/// <summary>Opens what is replayed, as often as needed. What can be read but once, such as standard input, is copied to a temporary file.</summary>
internal sealed class InputStreams(ReplayRequest request) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, TempFile> _copies = [];

    /// <summary>Opens one file.</summary>
    public async ValueTask<Stream> OpenAsync(int number, CancellationToken cancellation)
    {
        var file = request.Files[number];
        return file.CanReopen ? await file.OpenAsync(cancellation) : await CopyAsync(number, file, cancellation);
    }

    public void Dispose()
    {
        foreach (var copy in _copies.Values)
        {
            copy.Dispose();
        }
    }

    private async Task<Stream> CopyAsync(int number, ArchiveObject file, CancellationToken cancellation)
    {
        if (Copied(number) is { } known)
        {
            return known.Open();
        }

        var copy = new TempFile(request.TempFolder);
        lock (_gate)
        {
            _copies.Add(number, copy);
        }

        var content = await file.OpenAsync(cancellation);
        var chunk = new byte[1 << 16];
        while (await content.ReadAsync(chunk, cancellation) is > 0 and var count)
        {
            copy.Append(chunk.AsSpan(0, count));
        }

        return copy.Open();
    }

    private TempFile? Copied(int number)
    {
        lock (_gate)
        {
            return _copies.GetValueOrDefault(number);
        }
    }
}
