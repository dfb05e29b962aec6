using System.IO.Compression;
using System.Security.Cryptography;
using DriftStream.Core.CloudTrail;

namespace DriftStream.Replay.Scanning;

/// <summary>Reads archives one after another and hands on what may matter. One for each worker: it owns its buffers.</summary>
/// <remarks>
/// A record that is skipped is not read as JSON: that its file is whole is known from gzip's own sums and from the end of the document.
/// What is no plain <c>{"Records":[…]}</c> is read whole, as <see cref="Envelope"/> does.
/// </remarks>
internal sealed class ArchiveScanner : IDisposable
{
    /// <summary>How much is unpacked at once.</summary>
    public const int UsualWindow = 256 << 10;

    private const int Piece = 1 << 12;

    // As GzipContent, so that a damaged file ends at the same byte however it is read.
    private const int SmallPiece = 1 << 16;

    private readonly ScanCounts _counts = new();
    private readonly PackedInput _input = new();
    private readonly LogWindow _window = new();
    private readonly RecordReader _records;
    private readonly LogScanner _log;
    private readonly SizeLimits _limits;
    private readonly TakingStream _unpacked;
    private readonly int _atOnce;
    private byte[]? _piece;
    private CancellationToken _cancellation;

    /// <summary>A scanner with the usual limits.</summary>
    public ArchiveScanner(RecordFilter filter, IScanTaker taker)
        : this(filter, taker, new(), UsualWindow)
    {
    }

    /// <summary>A scanner with limits of its own, and that unpacks as much at once as it is told.</summary>
    public ArchiveScanner(RecordFilter filter, IScanTaker taker, SizeLimits limits, int atOnce)
    {
        _limits = limits;
        _atOnce = atOnce;
        _unpacked = new(Take);
        _records = new(filter, taker, _counts, _window);
        _log = new(_window, _records);
    }

    /// <summary>Told every byte of the content, unpacked; null: nobody wants to know.</summary>
    public IncrementalHash? Hash { get; init; }

    /// <summary>Scans one archive.</summary>
    /// <param name="content">What there is to read, packed with gzip or not.</param>
    /// <param name="cancellation">Ends the scan early.</param>
    public ScanResult Scan(Stream content, CancellationToken cancellation)
    {
        _counts.Clear();
        _window.Clear();
        _log.Clear();
        _cancellation = cancellation;
        var problem = Read(content);
        var isPlain = !_input.IsEnough && _log.Finish();
        if (!isPlain && !_input.IsEnough)
        {
            TakeRest();
        }

        var isBlank = _log.Elements == 0 && _window.Start == 0 && LogSyntax.IsBlank(_window.Bytes.AsSpan(0, _window.Length));
        return _counts.ToResult() with
        {
            Packed = _input.Taken,
            Unpacked = _window.End,
            IsGeneric = !isPlain,
            UnknownCalls = _counts.Unknown == 0 ? [] : _records.TakeUnknown(),
            Problem = problem ?? (_input.Taken == 0 ? ContentProblem.Empty : isBlank ? ContentProblem.Blank : null),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _input.Dispose();
        _unpacked.Dispose();
    }

    private string? Read(Stream content)
    {
        try
        {
            if (!GzipContent.IsGzip(_input.Open(content)))
            {
                _input.CopyTo(_unpacked, _atOnce);
                return Refusal;
            }

            using var gzip = new GZipStream(_input, CompressionMode.Decompress, leaveOpen: true);
            if (content.CanSeek)
            {
                gzip.CopyTo(_unpacked, _atOnce);
            }
            else
            {
                TakeInPieces(gzip);
            }

            return Refusal ?? (IsWhole(gzip) ? null : ContentProblem.Truncated(_window.End));
        }
        catch (InvalidDataException)
        {
            TakeUpToDamage(content);
            return Refusal ?? ContentProblem.Damaged(_window.End);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return ContentProblem.CannotBeRead(broken);
        }
    }

    // What cannot be read again loses no more to damage than what can.
    private void TakeInPieces(GZipStream gzip)
    {
        _piece ??= new byte[SmallPiece];
        while (!_input.IsEnough && gzip.Read(_piece) is > 0 and var count)
        {
            _unpacked.Write(_piece, 0, count);
        }
    }

    // What was unpacked together with the damage went astray, so once more in small pieces.
    private void TakeUpToDamage(Stream content)
    {
        if (!content.CanSeek || _input.IsEnough)
        {
            return;
        }

        var (known, unpacked, piece) = (_window.End, 0L, new byte[SmallPiece]);
        content.Position = 0;
        _input.Open(content);
        using var gzip = new GZipStream(_input, CompressionMode.Decompress, leaveOpen: true);
        try
        {
            while (!_input.IsEnough && gzip.Read(piece) is > 0 and var count)
            {
                unpacked += count;
                _unpacked.Write(piece.AsSpan((int)Math.Clamp(count - (unpacked - known), 0, count)..count));
            }
        }
        catch (InvalidDataException)
        {
            // Here it is.
        }
    }

    private string? Refusal => !_input.IsEnough ? null : _window.Length > _limits.Content ? _limits.Refusal(_window.Length) : SizeLimits.BombRefusal;

    private void Take(byte[] bytes, int count)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (_input.IsEnough)
        {
            return;
        }

        Hash?.AppendData(bytes.AsSpan(0, count));
        Scan(bytes, count);
        _input.IsEnough = _window.Length > _limits.Content || SizeLimits.IsBomb(_input.Taken, _window.End);
    }

    // Copies no more than it takes until nothing of what came before is needed.
    private void Scan(byte[] bytes, int count)
    {
        Forget();
        var before = _window.Length;
        for (var copied = 0; copied < count;)
        {
            if (_log.KeepFrom >= before && !_log.IsLost)
            {
                ScanInPlace(bytes, count, before);
                return;
            }

            var next = bytes.AsSpan(copied..(_log.IsLost ? count : Math.Min(count, copied + Piece)));
            _window.Append(next);
            _log.Scan();
            copied += next.Length;
        }
    }

    private void ScanInPlace(byte[] bytes, int count, int before)
    {
        _log.Slide(before);
        _window.Borrow(bytes, count, before);
        _log.Scan();
        var needed = _log.KeepFrom;
        _log.Slide(needed);
        _window.Return(needed);
    }

    private void Forget()
    {
        var done = _log.KeepFrom;
        _window.Slide(done);
        _log.Slide(done);
    }

    private bool IsWhole(GZipStream gzip)
    {
        Span<byte> mark = stackalloc byte[64];
        _input.PutMark();
        try
        {
            return mark[..gzip.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false)].SequenceEqual(GzipContent.EndMark);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    // From the last record that was read, which is there once more, so that the rest is still an element of its list.
    private void TakeRest()
    {
        var from = _log.KeepFrom;
        var rest = _window.Bytes.AsSpan(from.._window.Length);
        if (_log.Elements == 0)
        {
            if (!rest.IsEmpty)
            {
                _records.TakeRest(rest.ToArray(), new(0, 0, 0, 0), known: 0);
            }

            return;
        }

        ReadOnlySpan<byte> head = _log.Head ?? LogSyntax.UsualHead;
        _records.TakeRest([.. head, .. rest], new(head.Length, _window.Start + from - head.Length, _log.Elements - 1, _log.Lines), _log.LastItems);
    }
}
