using System.IO.Compression;
using DriftStream.Replay.Scanning;
using DriftStream.Replay.Sources;

namespace DriftStream.Replay.Benching;

/// <summary>Ways through files that do less than a replay does.</summary>
/// <param name="files">The archive.</param>
/// <param name="filter">By what is proven that a record need not be judged.</param>
internal sealed class FileWays(IReadOnlyList<ArchiveObject> files, RecordFilter filter)
{
    private const int BufferSize = 256 << 10;
    private const byte FirstOfGzip = 0x1f;
    private long _records;
    private long _unpacked;

    /// <summary>How many records the last scan has met.</summary>
    public long Records => _records;

    /// <summary>How many bytes the last unpacking gave.</summary>
    public long Unpacked => _unpacked;

    /// <summary>Unpacks and forgets.</summary>
    public Task UnpackAsync(int workers, CancellationToken cancellation)
    {
        _unpacked = 0;
        return SpreadAsync(workers, () => (new byte[BufferSize], (IDisposable?)null), Unpack, cancellation);
    }

    /// <summary>Unpacks, finds each record and decides whether it may matter.</summary>
    public Task ScanAsync(int workers, CancellationToken cancellation)
    {
        _records = 0;
        return SpreadAsync(workers, NewScanner, (scanner, content) => Interlocked.Add(ref _records, scanner.Scan(content, cancellation).Records), cancellation);
    }

    private (ArchiveScanner, IDisposable?) NewScanner()
    {
        var scanner = new ArchiveScanner(filter, new NoTaker());
        return (scanner, scanner);
    }

    private void Unpack(byte[] buffer, Stream content)
    {
        var first = content.ReadByte();
        content.Position = 0;
        using var unpacking = first == FirstOfGzip ? new GZipStream(content, CompressionMode.Decompress, leaveOpen: true) : null;
        long total = 0;
        for (int read; (read = (unpacking ?? content).Read(buffer)) > 0;)
        {
            total += read;
        }

        Interlocked.Add(ref _unpacked, total);
    }

    private async Task SpreadAsync<T>(int workers, Func<(T Tool, IDisposable? End)> begin, Action<T, Stream> read, CancellationToken cancellation)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(WorkAsync, cancellation)));

        async Task WorkAsync()
        {
            var (tool, end) = begin();
            using var ending = end;
            while (Interlocked.Increment(ref next) is var number && number < files.Count)
            {
                cancellation.ThrowIfCancellationRequested();
                await using var content = await files[number].OpenAsync(cancellation);
                read(tool, content);
            }
        }
    }
}
