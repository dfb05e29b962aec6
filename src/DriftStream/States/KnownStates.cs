using System.Buffers;
using DriftStream.Core.Terraform;

namespace DriftStream.States;

/// <summary>Reads state files, and those that nobody has written since the last time only once.</summary>
internal sealed class KnownStates(StateCopies copies)
{
    private readonly Dictionary<string, Known> _known = new(StringComparer.Ordinal);
    private bool _fitInMemory;

    /// <summary>Prepares for reading these files, and forgets others.</summary>
    public void Expect(IReadOnlyCollection<StateFile> files)
    {
        _fitInMemory = copies.FitInMemory(files.Sum(f => f.Size));
        foreach (var path in _known.Keys.Except(files.Select(f => f.Path)).ToList())
        {
            _known.Remove(path);
        }
    }

    /// <summary>The state in a file; null where the file need not be one, and is none.</summary>
    /// <exception cref="StateUnreadableException">It is no state, encrypted, broken or of an unknown version.</exception>
    public async Task<TerraformState?> ReadAsync(FoundState found, CancellationToken cancellationToken)
    {
        var (file, source) = (found.File, found.Source);
        if (_known.TryGetValue(file.Path, out var known) && known.Mark == file.Mark && known.Source == source)
        {
            return known.State;
        }

        _known.Remove(file.Path);
        var state = _fitInMemory ? Held(await WholeAsync(found, cancellationToken), found) : await CopiedAsync(found, cancellationToken);
        if (state is not null)
        {
            _known[file.Path] = new(file.Mark, source, state);
        }

        return state;
    }

    private static async Task<byte[]> WholeAsync(FoundState found, CancellationToken cancellationToken)
    {
        await using var content = await found.Origin.OpenAsync(found.File, cancellationToken);
        using var whole = new MemoryStream((int)content.Length);
        await content.CopyToAsync(whole, cancellationToken);
        return whole.ToArray();
    }

    private static TerraformState? Held(byte[] content, FoundState found) => IsState(content, found) ? StateReader.Read(content, found.Source) : null;

    private static bool IsState(ReadOnlyMemory<byte> content, FoundState found) => found.File.Certain || StateReader.LooksLikeState(content);

    private async Task<TerraformState?> CopiedAsync(FoundState found, CancellationToken cancellationToken)
    {
        await using var file = await found.Origin.OpenAsync(found.File, cancellationToken);
        // One byte more tells that the file has grown meanwhile.
        var length = checked((int)file.Length + 1);
        var room = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var read = await file.ReadAtLeastAsync(room.AsMemory(0, length), length, throwOnEndOfStream: false, cancellationToken);
            if (read == length)
            {
                return Held(await WholeAsync(found, cancellationToken), found);
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
