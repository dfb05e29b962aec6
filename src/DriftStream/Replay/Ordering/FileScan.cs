using System.Security.Cryptography;
using DriftStream.Replay.Scanning;

namespace DriftStream.Replay.Ordering;

/// <summary>Reads one file after another with the fast reader. One for each worker.</summary>
internal sealed class FileScan(RecordFilter filter, InputStreams inputs, ReplayRequest request, RecordTaker taker) : IDisposable
{
    private readonly ArchiveScanner _scanner = new(filter, taker, request.Limits, ArchiveScanner.UsualWindow) { Hash = request.Digests is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256) };

    /// <summary>What scanning the last file came to; null where it could not be read to its end.</summary>
    public ScanResult? Result { get; private set; }

    /// <summary>Reads a file.</summary>
    public async Task ReadAsync(int number, CancellationToken cancellation)
    {
        taker.Begin(number);
        Result = null;
        try
        {
            await using var content = await inputs.OpenAsync(number, cancellation);
            var result = _scanner.Scan(content, cancellation);
            taker.Count(result);
            Result = result;
            request.Progress.Read(result.Packed, result.Records);
            if (_scanner.Hash is { } hash)
            {
                request.Digests!.Saw(request.Files[number].Name, request.Files[number].Key, hash.GetHashAndReset());
            }

            taker.Notes.End(result.Problem);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException && refused is not TempFileException)
        {
            taker.Notes.End(ContentProblem.CannotBeRead(refused));
        }
    }

    public void Dispose()
    {
        _scanner.Hash?.Dispose();
        _scanner.Dispose();
    }
}
