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
    /// <summary>How much of a content is in memory at once, unless a record is longer.</summary>
    public const int UsualWindow = 256 << 10;

    private readonly ScanCounts _counts = new();
    private readonly PackedInput _input = new();
    private readonly LogWindow _window;
    private readonly RecordReader _records;
    private readonly LogScanner _log;
    private readonly SizeLimits _limits;

    /// <summary>A scanner with the usual limits.</summary>
    public ArchiveScanner(RecordFilter filter, IScanTaker taker)
        : this(filter, taker, new(), UsualWindow)
    {
    }

    /// <summary>A scanner with limits and a window of its own.</summary>
    public ArchiveScanner(RecordFilter filter, IScanTaker taker, SizeLimits limits, int window)
    {
        _limits = limits;
        _window = new(window);
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
        var problem = Read(content, cancellation, out var refused);
        var isPlain = !refused && _log.Finish();
        if (!isPlain && !refused)
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
    public void Dispose() => _input.Dispose();

    private string? Read(Stream content, CancellationToken cancellation, out bool refused)
    {
        refused = false;
        try
        {
            if (!GzipContent.IsGzip(_input.Open(content)))
            {
                return Fill(_input, cancellation, out refused);
            }

            using var gzip = new GZipStream(_input, CompressionMode.Decompress, leaveOpen: true);
            return Fill(gzip, cancellation, out refused) ?? (IsWhole(gzip) ? null : ContentProblem.Truncated(_window.End));
        }
        catch (InvalidDataException)
        {
            return ContentProblem.Damaged(_window.End);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return ContentProblem.CannotBeRead(broken);
        }
    }

    private string? Fill(Stream source, CancellationToken cancellation, out bool refused)
    {
        while (!(refused = _window.Length > _limits.Content || SizeLimits.IsBomb(_input.Taken, _window.End)))
        {
            cancellation.ThrowIfCancellationRequested();
            MakeRoom();
            var before = _window.Length;
            if (!_window.Read(source))
            {
                return null;
            }

            Hash?.AppendData(_window.Bytes.AsSpan(before.._window.Length));

            if (!_log.IsLost)
            {
                _log.Scan();
            }
        }

        return _window.Length > _limits.Content ? _limits.Refusal(_window.Length) : SizeLimits.BombRefusal;
    }

    private void MakeRoom()
    {
        if (_window.HasRoom)
        {
            return;
        }

        var done = _log.KeepFrom;
        _window.Slide(done);
        _log.Slide(done);
        if (!_window.HasRoom)
        {
            _window.Grow();
        }
    }

    private static bool IsWhole(GZipStream gzip, PackedInput input)
    {
        Span<byte> mark = stackalloc byte[64];
        input.PutMark();
        try
        {
            return mark[..gzip.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false)].SequenceEqual(GzipContent.EndMark);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private bool IsWhole(GZipStream gzip) => IsWhole(gzip, _input);

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
