using DriftStream.Replay.Scanning;

namespace DriftStream.Replay.Ordering;

/// <summary>Reads one file after another with the fast reader. One for each worker.</summary>
internal sealed class FileScan(RecordFilter filter, InputStreams inputs, SizeLimits limits, RecordTaker taker) : IDisposable
{
    private readonly ArchiveScanner _scanner = new(filter, taker, limits, ArchiveScanner.UsualWindow);

    /// <summary>Reads a file.</summary>
    public void Read(int number, CancellationToken cancellation)
    {
        taker.Begin(number);
        try
        {
            using var content = inputs.Open(number);
            var result = _scanner.Scan(content, cancellation);
            taker.Count(result);
            taker.Notes.End(result.Problem);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException && refused is not TempFileException)
        {
            taker.Notes.End(ContentProblem.CannotBeRead(refused));
        }
    }

    public void Dispose() => _scanner.Dispose();
}
