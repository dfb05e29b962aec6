using System.Buffers;
using DriftStream.Configuration;
using DriftStream.Core.Terraform;

namespace DriftStream.States;

/// <summary>Reads state files, and those that nobody has written since the last time only once.</summary>
internal sealed class KnownStates(StateCopies copies)
{
    private readonly Dictionary<string, Known> _known = new(StringComparer.Ordinal);
    private bool _fitInMemory;

    /// <summary>Prepares for reading these files, and forgets others.</summary>
    public void Expect(IReadOnlyCollection<string> paths)
    {
        _fitInMemory = copies.FitInMemory(paths.Select(p => new FileInfo(p)).Where(f => f.Exists).Sum(f => f.Length));
        foreach (var path in _known.Keys.Except(paths).ToList())
        {
            _known.Remove(path);
        }
    }

    /// <summary>The state in a file; null where the file need not be one, and is none.</summary>
    /// <exception cref="StateUnreadableException">It is no state, encrypted, broken or of an unknown version.</exception>
    public async Task<TerraformState?> ReadAsync(FoundState found, CancellationToken cancellationToken)
    {
        var (path, source) = (found.File.Path, found.Source);
        // The mark comes first: what is written while we read has another one.
        var mark = FileMark.Of(path);
        if (_known.TryGetValue(path, out var known) && known.Mark == mark && known.Source == source)
        {
            return known.State;
        }

        _known.Remove(path);
        var state = _fitInMemory ? Held(await File.ReadAllBytesAsync(path, cancellationToken), found) : await CopiedAsync(found, cancellationToken);
        if (state is not null)
        {
            _known[path] = new(mark, source, state);
        }

        return state;
    }

    private static TerraformState? Held(byte[] content, FoundState found) => IsState(content, found) ? StateReader.Read(content, found.Source) : null;

    private static bool IsState(ReadOnlyMemory<byte> content, FoundState found) => found.File.Certain || StateReader.LooksLikeState(content);

    private async Task<TerraformState?> CopiedAsync(FoundState found, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(found.File.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan | FileOptions.Asynchronous);
        // One byte more tells that the file has grown meanwhile.
        var length = checked((int)file.Length + 1);
        var room = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var read = await file.ReadAtLeastAsync(room.AsMemory(0, length), length, throwOnEndOfStream: false, cancellationToken);
            if (read == length)
            {
                return Held(await File.ReadAllBytesAsync(found.File.Path, cancellationToken), found);
            }

            var content = room.AsMemory(0, read);
            return IsState(content, found) ? StateReader.Read(content, found.Source, copies.Keep(content)) : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }

    private sealed record Known(string Mark, StateSource Source, TerraformState State);
}
