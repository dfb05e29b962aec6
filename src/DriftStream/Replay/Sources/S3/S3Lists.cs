using System.Globalization;
using Amazon.S3.Model;
using DriftStream.Aws.S3;

namespace DriftStream.Replay.Sources.S3;

/// <summary>Lists keys, and picks those that are logs and may be asked about.</summary>
internal sealed class S3Lists(S3Store bucket, LogScope scope, ArchiveRemarks remarks)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, int> _leftOut = new(StringComparer.Ordinal);
    private int _failures;

    /// <summary>How many objects were seen and left out, and why.</summary>
    public IReadOnlyDictionary<string, int> LeftOut => _leftOut;

    /// <summary>How many lists failed.</summary>
    public int Failures => _failures;

    /// <summary>What lies directly below a prefix.</summary>
    public async Task<S3Look> LookAsync(string prefix, CancellationToken cancellation)
    {
        List<S3Object> objects = [];
        List<string> folders = [];
        var request = new ListObjectsV2Request { Prefix = prefix, Delimiter = "/" };
        while (await PageAsync(request, cancellation) is { } page)
        {
            objects.AddRange(page.S3Objects ?? []);
            folders.AddRange(page.CommonPrefixes ?? []);
            if (!IsTurned(request, page))
            {
                return new(objects, folders, IsWhole: true);
            }
        }

        return new(objects, folders, IsWhole: false);
    }

    /// <summary>All logs whose keys begin so. In a region's folder it begins and ends with the days that are asked about.</summary>
    public async Task<IReadOnlyList<ArchiveObject>> AllAsync(S3Walk walk, LogPlace place, CancellationToken cancellation)
    {
        List<ArchiveObject> found = [];
        var isRegion = place is { Kind: LogPlaceKind.Logs, Day: null } && walk.Prefix.EndsWith($"/{place.Region}/", StringComparison.Ordinal);
        var end = isRegion ? Bound(walk.Prefix, scope.LastDay?.AddDays(1)) : null;
        var request = new ListObjectsV2Request { Prefix = walk.Prefix, StartAfter = isRegion ? Bound(walk.Prefix, scope.FirstDay) : null };
        while (await PageAsync(request, cancellation) is { } page)
        {
            var objects = page.S3Objects ?? [];
            found.AddRange(Logs(objects, walk));
            var isPastEnd = end is not null && objects.Count > 0 && string.CompareOrdinal(objects[^1].Key, end) > 0;
            if (isPastEnd || !IsTurned(request, page))
            {
                break;
            }
        }

        return found;
    }

    /// <summary>Those that are logs and may be asked about.</summary>
    public IReadOnlyList<ArchiveObject> Logs(IEnumerable<S3Object> objects, S3Walk walk) =>
        [.. objects.Where(o => IsAsked(o, walk)).Select(o => LakeResult.Unwrapped(new S3LogObject(bucket, o.Key, o.ETag, o.Size ?? 0)))];

    private bool IsAsked(S3Object found, S3Walk walk)
    {
        var name = found.Key[(found.Key.LastIndexOf('/') + 1)..];
        var place = LogPlace.Of(found.Key);
        var why = walk.Kind == S3WalkKind.Object ? (found.Key == walk.Prefix ? null : "") : WhyNot(name, place);
        if (why is { Length: > 0 })
        {
            lock (_gate)
            {
                _leftOut[why] = _leftOut.GetValueOrDefault(why) + 1;
            }
        }

        return why is null;
    }

    // Markers of folders, and what lies outside of what was asked for, are no news.
    private string? WhyNot(string name, LogPlace place) => name switch
    {
        "" => "",
        _ when !scope.MayHold(place) => "",
        _ when LogNames.IsCompanion(name) => "they only prove or list other files",
        _ when (place.Kind == LogPlaceKind.Outside ? LogNames.MayBeLog(name) : LogNames.IsLog(name)) => null,
        _ => "their names do not end as those of logs do; name one alone to have it read all the same",
    };

    private async Task<ListObjectsV2Response?> PageAsync(ListObjectsV2Request request, CancellationToken cancellation)
    {
        try
        {
            return await bucket.ListAsync(request, cancellation);
        }
        catch (Exception failure) when (S3Faults.IsOne(failure) && !cancellation.IsCancellationRequested)
        {
            Interlocked.Increment(ref _failures);
            remarks.Problem(new S3Address(bucket.Name, request.Prefix).ToString(), $"it cannot be listed: {S3Faults.Sentence(failure, "s3:ListBucket")}");
            return null;
        }
    }

    private static bool IsTurned(ListObjectsV2Request request, ListObjectsV2Response page)
    {
        request.ContinuationToken = page.NextContinuationToken;
        return page.IsTruncated == true && !string.IsNullOrEmpty(page.NextContinuationToken);
    }

    private static string? Bound(string prefix, DateOnly? day) => day is { } known ? prefix + known.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture) : null;
}
