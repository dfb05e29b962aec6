using DriftStream.Replay.Sources;
using DriftStream.States;

namespace DriftStream.Commands.Replaying;

/// <summary>The content of one version of a state.</summary>
internal sealed class PastContent(FoundState found, StateVersion version) : ArchiveObject(found.Source.Name, version.Id)
{
    /// <inheritdoc/>
    public override long? Size => version.File.Size > 0 ? version.File.Size : null;

    // How much may lie ready is counted by sizes.
    /// <inheritdoc/>
    public override bool IsFar => !version.IsDeletion && Size is not null;

    /// <inheritdoc/>
    public override async ValueTask<Stream> OpenAsync(CancellationToken cancellation) => await found.Origin.OpenAsync(version, cancellation);
}
