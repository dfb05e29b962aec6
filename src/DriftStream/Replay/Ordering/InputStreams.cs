namespace DriftStream.Replay.Ordering;

/// <summary>Opens what is replayed, as often as needed. Standard input, which can be read but once, is copied to a temporary file.</summary>
internal sealed class InputStreams(ReplayRequest request) : IDisposable
{
    private readonly TempFile _copy = new(request.TempFolder);
    private bool _isCopied;

    /// <summary>Opens one file.</summary>
    public Stream Open(int number) => request.Files[number].Path is { } path
        ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0)
        : Copy();

    public void Dispose() => _copy.Dispose();

    // It is named once at most, so it is never opened by two at a time.
    private Stream Copy()
    {
        if (!_isCopied)
        {
            var chunk = new byte[1 << 16];
            while (request.StandardInput.Read(chunk) is > 0 and var count)
            {
                _copy.Append(chunk.AsSpan(0, count));
            }

            _isCopied = true;
        }

        return _copy.Open();
    }
}
