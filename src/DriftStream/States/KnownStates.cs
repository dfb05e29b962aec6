using System.Buffers;
using System.Collections.Concurrent;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.States.Kept;

namespace DriftStream.States;

/// <summary>Reads state files, and those that nobody has written since the last time only once. Several may be read at the same time.</summary>
/// <param name="copies">Holds what was read.</param>
/// <param name="kept">Keeps what was read as versions; null: nobody asked for that.</param>
internal sealed class KnownStates(StateCopies copies, KeptStates? kept = null)
{
    private readonly ConcurrentDictionary<string, KnownState> _known = new(StringComparer.Ordinal);
    private volatile bool _fitInMemory;
    private volatile ReadingRoom _parsing = new(1);

    /// <summary>Prepares for reading these files, and forgets others.</summary>
    public void Expect(IReadOnlyCollection<StateFile> files)
    {
        _fitInMemory = copies.FitInMemory(files.Sum(f => f.Size));

        // While nothing is judged yet, all processors may read; later, half of them, so that judging never waits.
        _parsing = new(_known.IsEmpty ? Environment.ProcessorCount : Math.Max(1, Environment.ProcessorCount / 2));
        foreach (var path in _known.Keys.Except(files.Select(f => f.Path), StringComparer.Ordinal).ToList())
        {
            _known.TryRemove(path, out _);
        }
    }

    /// <summary>What is known of a file, if nobody has written it since.</summary>
    public KnownState? Find(FoundState found) =>
        _known.TryGetValue(found.File.Path, out var known) && known.Mark == found.File.Mark && known.Source == found.Source ? known : null;

    /// <summary>The state in a file; null where the file need not be one, and is none.</summary>
    /// <exception cref="StateUnreadableException">It is no state, encrypted, broken or of an unknown version; what was known before stays known.</exception>
    public async Task<TerraformState?> ReadAsync(FoundState found, CancellationToken cancellationToken) => (await LookAsync(found, cancellationToken)).State;

    /// <summary>What is in a file, and how it follows what was in it before.</summary>
    /// <exception cref="StateUnreadableException">It is no state, encrypted, broken or of an unknown version; what was known before stays known.</exception>
    public async Task<KnownState> LookAsync(FoundState found, CancellationToken cancellationToken)
    {
        if (Find(found) is { } known)
        {
            return known;
        }

        var before = _known.GetValueOrDefault(found.File.Path);

        // What was a state is one still: half of it may not look like one.
        var isCertain = found.File.Certain || before?.State is not null;
        var state = _fitInMemory ? await HeldAsync(found, isCertain, cancellationToken) : await CopiedAsync(found, isCertain, cancellationToken);
        var now = new KnownState(found.File.Mark, found.Source, found.File.Written, state);
        return _known[found.File.Path] = before is not null && before.Source == found.Source ? before.FollowedBy(now) : now;
    }

    private static async Task<byte[]> WholeAsync(FoundState found, CancellationToken cancellationToken)
    {
        await using var content = await found.Origin.OpenAsync(found.File, cancellationToken);
        using var whole = new MemoryStream(LengthOf(content, found));
        await content.CopyToAsync(whole, cancellationToken);
        return whole.Length == whole.Capacity ? whole.GetBuffer() : whole.ToArray();
    }

    // The largest array that there can be has a little less.
    private static int LengthOf(Stream content, FoundState found) => content.Length < Array.MaxLength ? (int)content.Length : throw new StateUnreadableException(
        $"State '{found.Source.Name}' at {found.Source.Location} has {content.Length} bytes, more than {Array.MaxLength} can be read, {StateUnreadableException.Consequence}. Split it, or remove '{found.Source.Name}' from the states.");

    private async Task<TerraformState?> HeldAsync(FoundState found, bool isCertain, CancellationToken cancellationToken)
    {
        var content = await WholeAsync(found, cancellationToken);
        return await ParsedAsync(found, content, isCertain, () => StateReader.Read(content, found.Source), cancellationToken);
    }

    private async Task<TerraformState?> ParsedAsync(FoundState found, ReadOnlyMemory<byte> content, bool isCertain, Func<TerraformState> read, CancellationToken cancellationToken)
    {
        using var place = await _parsing.EnterAsync(1, cancellationToken);
        if (!isCertain && !StateReader.LooksLikeState(content))
        {
            return null;
        }

        var state = StateAccounts.Checked(read(), found.Source.Account);
        if (kept is not null && !found.Origin.KeepsVersions)
        {
            kept.Keep(found.File, content.Span);
        }

        return state;
    }

    private async Task<TerraformState?> CopiedAsync(FoundState found, bool isCertain, CancellationToken cancellationToken)
    {
        await using var file = await found.Origin.OpenAsync(found.File, cancellationToken);

        // One byte more tells that the file has grown meanwhile.
        var length = LengthOf(file, found) + 1;
        var room = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var read = await file.ReadAtLeastAsync(room.AsMemory(0, length), length, throwOnEndOfStream: false, cancellationToken);
            if (read == length)
            {
                return await HeldAsync(found, isCertain, cancellationToken);
            }

            var content = room.AsMemory(0, read);
            return await ParsedAsync(found, content, isCertain, () => StateReader.Read(content, found.Source, copies.Keep(content)), cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }
}
