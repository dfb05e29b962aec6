namespace DriftStream.Replay.Sources;

/// <summary>
/// Opens far objects before somebody asks for them, in the order of the list, so that workers wait for bandwidth and not for
/// answers. It holds as many bytes as it is allowed; what a worker asks for before its turn is opened at once, whatever is held.
/// </summary>
internal sealed class FetchAhead
{
    private readonly Lock _gate = new();
    private readonly IReadOnlyList<ArchiveObject> _far;
    private readonly Task<Stream>?[] _begun;
    private readonly int _most;
    private readonly long _mostBytes;
    private int _next;
    private int _underWay;
    private long _held;

    private FetchAhead(IReadOnlyList<ArchiveObject> far, int most, long mostBytes)
    {
        _far = far;
        _begun = new Task<Stream>?[far.Count];
        _most = most;
        _mostBytes = mostBytes;
    }

    /// <summary>The same objects, those that are far fetched ahead.</summary>
    /// <param name="objects">In the order in which they will be opened, more or less.</param>
    /// <param name="most">How many are fetched at the same time.</param>
    /// <param name="mostBytes">How many bytes may wait to be read.</param>
    public static IReadOnlyList<ArchiveObject> Over(IReadOnlyList<ArchiveObject> objects, int most, long mostBytes)
    {
        var ahead = new FetchAhead([.. objects.Where(o => o.IsFar)], most, mostBytes);
        var number = 0;
        return [.. objects.Select(o => o.IsFar ? new Fetched(o, ahead, number++) : o)];
    }

    private async ValueTask<Stream> TakeAsync(int number, CancellationToken cancellation)
    {
        Task<Stream>? begun;
        lock (_gate)
        {
            (begun, _begun[number]) = (_begun[number], null);
            _next = Math.Max(_next, number + 1);
        }

        Fill(cancellation);
        return begun is null ? await _far[number].OpenAsync(cancellation) : await begun;
    }

    private void Fill(CancellationToken cancellation)
    {
        lock (_gate)
        {
            while (_next < _far.Count && _underWay < _most && _held + Bytes(_next) <= _mostBytes && !cancellation.IsCancellationRequested)
            {
                _underWay++;
                _held += Bytes(_next);
                var number = _next++;
                _begun[number] = Task.Run(() => FetchAsync(number, cancellation), cancellation);
            }
        }
    }

    private async Task<Stream> FetchAsync(int number, CancellationToken cancellation)
    {
        Stream? content = null;
        try
        {
            content = await _far[number].OpenAsync(cancellation);
            return new Held(content, () => GiveBack(number, cancellation));
        }
        finally
        {
            lock (_gate)
            {
                _underWay--;
                _held -= content is null ? Bytes(number) : 0;
            }

            Fill(cancellation);
        }
    }

    private void GiveBack(int number, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _held -= Bytes(number);
        }

        Fill(cancellation);
    }

    private long Bytes(int number) => _far[number].Size ?? 0;

    private sealed class Fetched(ArchiveObject inner, FetchAhead ahead, int number) : ArchiveObject(inner.Name, inner.Key)
    {
        public override string? ETag => inner.ETag;

        public override long? Size => inner.Size;

        public override bool CanReopen => inner.CanReopen;

        public override bool IsFar => true;

        public override ValueTask<Stream> OpenAsync(CancellationToken cancellation) => ahead.TakeAsync(number, cancellation);
    }

    private sealed class Held(Stream content, Action giveBack) : ReadOnlyStream
    {
        private Action? _giveBack = giveBack;

        public override int Read(Span<byte> buffer) => content.Read(buffer);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => content.ReadAsync(buffer, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            if (disposing && Interlocked.Exchange(ref _giveBack, null) is { } back)
            {
                content.Dispose();
                back();
            }

            base.Dispose(disposing);
        }
    }
}
