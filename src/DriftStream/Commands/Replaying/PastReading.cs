using System.Buffers;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Replay.AsOf;
using DriftStream.Replay.Sources;
using DriftStream.States;

namespace DriftStream.Commands.Replaying;

/// <summary>Reads the versions of one state, the oldest first. Of each only what it changed stays.</summary>
/// <param name="found">The state.</param>
/// <param name="keep">Keeps bytes for as long as the versions are in use.</param>
internal sealed class PastReading(FoundState found, Func<ReadOnlyMemory<byte>, StateContent> keep) : IDisposable
{
    private const int Usual = 1 << 20;
    private readonly StateVersionsBuilder _builder = new(found.Source, keep);
    private readonly List<(StateVersion Version, int? Number)> _read = [];
    private readonly List<string> _problems = [];

    // The version before stays until the next one was compared with it.
    private byte[] _room = [];
    private byte[] _before = [];

    /// <summary>Reads the next version.</summary>
    /// <param name="version">The version.</param>
    /// <param name="content">Its content.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task AddAsync(StateVersion version, ArchiveObject content, CancellationToken cancellation)
    {
        if (version.IsDeletion)
        {
            Add(version, number: null);
            return;
        }

        try
        {
            var state = await FetchAsync(content, cancellation);
            if (found.File.Certain || StateReader.LooksLikeState(state))
            {
                _builder.Add(state);
                (_room, _before) = (_before, _room);
                Add(version, _builder.Count - 1);
            }
        }
        catch (Exception unreadable) when (unreadable is StateUnreadableException or IOException)
        {
            var before = _read.Count == 0 ? "It is left out." : "The version before it stays in use.";
            _problems.Add($"State '{found.Source.Name}': version {version.Id} of {version.Written.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} cannot be used. {before} {unreadable.Message}");
        }
    }

    /// <summary>What was read.</summary>
    public PastRead Build()
    {
        var versions = _builder.Build();
        var past = _read.ConvertAll(r => new PastVersion(r.Version.Id, r.Version.Written, r.Number is { } number ? () => versions[number] : null));
        var state = past.Exists(p => p.Read is not null) ? new PastState(found.Source, past) { Ever = versions.Ever } : null;
        return new(state, Newest(past is [.., var last] ? last.Read?.Invoke() : null), _problems);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_room);
        ArrayPool<byte>.Shared.Return(_before);
    }

    // What is deleted is no problem, and what need not be a state is none.
    private LoadedState? Newest(TerraformState? newest) =>
        newest is not null ? new(found.Source, StateAccounts.Checked(newest, found.Source.Account), Problem: null, found.File.Written)
        : _read.Count > 0 || !found.File.Certain ? null
        : new(found.Source, State: null, $"State '{found.Source.Name}' at {found.Source.Location} has no version that can be read.", found.File.Written);

    private async Task<ReadOnlyMemory<byte>> FetchAsync(ArchiveObject content, CancellationToken cancellation)
    {
        await using var stream = await content.OpenAsync(cancellation);
        var length = 0;
        Grow(Math.Max((content.Size ?? 0) + 1, Usual));
        while (await stream.ReadAsync(_room.AsMemory(length), cancellation) is > 0 and var read)
        {
            length += read;
            Grow(length + 1L);
        }

        return _room.AsMemory(0, length);
    }

    private void Grow(long least)
    {
        if (_room.Length < least)
        {
            var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Array.MaxLength, Math.Max(least, _room.Length * 2L)));
            _room.CopyTo(larger, 0);
            ArrayPool<byte>.Shared.Return(_room);
            _room = larger;
        }
    }

    // Of two versions of one second nothing can have seen the first.
    private void Add(StateVersion version, int? number)
    {
        if (_read is [.., var last] && PastVersion.FromOf(last.Version.Written) == PastVersion.FromOf(version.Written))
        {
            _read.RemoveAt(_read.Count - 1);
        }

        _read.Add((version, number));
    }
}

/// <summary>What came of reading the versions of one state.</summary>
/// <param name="State">The state through time; null where no version can be read.</param>
/// <param name="Newest">The state as it was at the end; null where it was gone, or is none.</param>
/// <param name="Problems">A sentence for each version that cannot be used.</param>
internal sealed record PastRead(PastState? State, LoadedState? Newest, IReadOnlyList<string> Problems);
