using System.Runtime.CompilerServices;
using DriftStream.Aws.S3;

namespace DriftStream.Replay.Sources.S3;

/// <summary>
/// Logs in a bucket, below a prefix. Where the keys follow CloudTrail's layout, of an account or of an organization, accounts,
/// regions and days that nobody asks about are neither listed nor fetched; anything else is read as it lies there.
/// </summary>
/// <param name="bucket">The bucket.</param>
/// <param name="prefix">A folder, a key, or how keys begin; empty for the whole bucket.</param>
/// <param name="scope">What can be left out by its path.</param>
/// <param name="remarks">Told what cannot be listed.</param>
internal sealed class S3Archive(S3Store bucket, string prefix, LogScope scope, ArchiveRemarks remarks) : IArchive
{
    // A bucket may keep logs below a few names of its own; deeper than that it is cheaper to list everything in one go.
    private const int DeepestSearch = 3;
    private const int ListsAtOnce = 16;

    private readonly S3Lists _lists = new(bucket, scope, remarks);
    private int _passed;

    /// <inheritdoc/>
    public async IAsyncEnumerable<ArchiveObject> ListAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var any = false;
        foreach (var start in await StartsAsync(cancellation))
        {
            await foreach (var found in BelowAsync(start, cancellation))
            {
                any = true;
                yield return found;
            }
        }

        Sum(any);
    }

    // "logs" is the folder of that name where there is one, though keys such as "logs-old/…" begin with it, too.
    private async Task<IReadOnlyList<S3Walk>> StartsAsync(CancellationToken cancellation)
    {
        if (prefix.Length == 0 || prefix.EndsWith('/'))
        {
            return [new(prefix, 0, S3WalkKind.Folder)];
        }

        var look = await _lists.LookAsync(prefix, cancellation);
        return look switch
        {
            { IsWhole: false } => [],
            _ when look.Objects.Any(o => o.Key == prefix) => [new(prefix, 0, S3WalkKind.Object)],
            _ when look.Folders.Contains(prefix + "/") => [new(prefix + "/", 0, S3WalkKind.Folder)],
            _ => [new(prefix, 0, S3WalkKind.Keys)],
        };
    }

    private async IAsyncEnumerable<ArchiveObject> BelowAsync(S3Walk start, [EnumeratorCancellation] CancellationToken cancellation)
    {
        List<S3Walk> level = [start];
        while (level.Count > 0)
        {
            List<S3Walk> next = [];
            foreach (var some in level.Chunk(ListsAtOnce))
            {
                foreach (var (objects, deeper) in await Task.WhenAll(some.Select(walk => StepAsync(walk, cancellation))))
                {
                    next.AddRange(deeper);
                    foreach (var found in objects)
                    {
                        yield return found;
                    }
                }
            }

            level = next;
        }
    }

    private async Task<(IReadOnlyList<ArchiveObject> Objects, IReadOnlyList<S3Walk> Deeper)> StepAsync(S3Walk walk, CancellationToken cancellation)
    {
        var place = LogPlace.Of(walk.Prefix);
        if (walk.Kind == S3WalkKind.Folder && !scope.MayHold(place))
        {
            Interlocked.Add(ref _passed, place.Kind == LogPlaceKind.Other ? 0 : 1);
            return ([], []);
        }

        if (walk.Kind != S3WalkKind.Folder || place.Region is not null || (place.Kind == LogPlaceKind.Outside && walk.Depth >= DeepestSearch))
        {
            return (await _lists.AllAsync(walk, place, cancellation), []);
        }

        var look = await _lists.LookAsync(walk.Prefix, cancellation);
        return (_lists.Logs(look.Objects, walk), [.. look.Folders.Select(folder => new S3Walk(folder, walk.Depth + 1, S3WalkKind.Folder))]);
    }

    private void Sum(bool any)
    {
        var shown = new S3Address(bucket.Name, prefix).ToString();
        foreach (var (what, count) in _lists.LeftOut)
        {
            remarks.Note(shown, $"{ReplaySummary.Count(count, "object")} left out: {what}");
        }

        if (_passed > 0)
        {
            remarks.Note(shown, $"{ReplaySummary.Count(_passed, "folder")} of other accounts and regions not read; of a session that was opened there, only the role is known. Without --account and --region they are read");
        }

        if (!any && _lists.Failures == 0)
        {
            remarks.Problem(shown, "no log files lie there, or none that are asked about");
        }
    }
}
