using DriftStream.Replay.Sources;

namespace DriftStream.Replay.Distilling;

/// <summary>A file of a distilled log as an object to read.</summary>
/// <param name="file">The file.</param>
/// <param name="log">The folder of its log.</param>
/// <param name="isIdle">Whether it only matters beside further sources.</param>
internal sealed class DistilledSegment(LocalFile file, string log, bool isIdle) : ArchiveObject(file.Name, file.Key)
{
    /// <inheritdoc/>
    public override string? ETag => file.ETag;

    /// <inheritdoc/>
    public override long? Size => file.Size;

    /// <inheritdoc/>
    public override ValueTask<Stream> OpenAsync(CancellationToken cancellation) => file.OpenAsync(cancellation);

    /// <summary>The objects without those that cannot matter: a distilled log by itself needs no sessions but those of its own records.</summary>
    public static IEnumerable<ArchiveObject> WithoutNeedless(IReadOnlyCollection<ArchiveObject> objects) =>
        objects.All(o => o is DistilledSegment) && objects.Select(LogOf).Distinct(StringComparer.Ordinal).Count() == 1
            ? objects.Where(o => !IsIdle(o))
            : objects;

    private static string? LogOf(ArchiveObject found) => (found as DistilledSegment)?.Log;

    private static bool IsIdle(ArchiveObject found) => found is DistilledSegment { Idle: true };

    private string Log => log;

    private bool Idle => isIdle;
}
