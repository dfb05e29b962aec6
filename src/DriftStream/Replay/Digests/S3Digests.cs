using System.Globalization;
using Amazon.S3.Model;
using DriftStream.Aws.S3;
using DriftStream.Replay.Sources;
using DriftStream.Replay.Sources.S3;

namespace DriftStream.Replay.Digests;

/// <summary>Finds the digests of logs in a bucket: below a prefix, or beside it. Accounts, regions and days that nobody asks about are passed over.</summary>
/// <param name="bucket">The bucket.</param>
/// <param name="scope">What can be left out by its path.</param>
internal sealed class S3Digests(S3Store bucket, LogScope scope)
{
    private const string Name = "CloudTrail-Digest";
    private const string Logs = "/CloudTrail/";
    private const int DeepestSearch = 6;

    /// <summary>Those that belong to what lies below a prefix.</summary>
    /// <exception cref="Exception">The bucket cannot be listed; <see cref="S3Faults"/> knows why.</exception>
    public async Task<IReadOnlyList<DigestSource>> FindAsync(string prefix, CancellationToken cancellation)
    {
        var found = new List<DigestSource>();
        var at = $"/{prefix}/".LastIndexOf(Logs, StringComparison.Ordinal);
        if (at >= 0)
        {
            // AWSLogs/ACCOUNT/CloudTrail/REGION/… has its digests in AWSLogs/ACCOUNT/CloudTrail-Digest/REGION.
            var region = prefix[Math.Min(prefix.Length, at + Logs.Length - 1)..].Split('/')[0];
            await ReadFolderAsync($"{prefix[..at]}{Name}/", region, found, cancellation);
            return found;
        }

        await SearchAsync(prefix, depth: 0, found, cancellation);
        return found;
    }

    private async Task SearchAsync(string prefix, int depth, List<DigestSource> found, CancellationToken cancellation)
    {
        foreach (var folder in await FoldersAsync(prefix, cancellation))
        {
            var place = LogPlace.Of(folder);
            if (folder.TrimEnd('/').Split('/')[^1] == Name)
            {
                await ReadFolderAsync(folder, "", found, cancellation);
            }
            else if (depth < DeepestSearch && place.Kind is LogPlaceKind.Outside or LogPlaceKind.AboveLogs && scope.MayHold(place))
            {
                await SearchAsync(folder, depth + 1, found, cancellation);
            }
        }
    }

    private async Task ReadFolderAsync(string folder, string region, List<DigestSource> found, CancellationToken cancellation)
    {
        foreach (var below in await FoldersAsync(folder, cancellation))
        {
            var name = below[folder.Length..].TrimEnd('/');
            if ((region.Length == 0 || name == region) && scope.MayHold(new(LogPlaceKind.Logs, Region: name)))
            {
                await ReadDaysAsync(below, found, cancellation);
            }
        }
    }

    private async Task ReadDaysAsync(string region, List<DigestSource> found, CancellationToken cancellation)
    {
        var end = Bound(region, scope.LastDay?.AddDays(2));
        var request = new ListObjectsV2Request { Prefix = region, StartAfter = Bound(region, scope.FirstDay) };
        do
        {
            var page = await bucket.ListAsync(request, cancellation);
            var objects = page.S3Objects ?? [];
            found.AddRange(objects.Where(o => DigestKey.Place(o.Key) is not null && (end is null || string.CompareOrdinal(o.Key, end) < 0)).Select(Source));
            var isPast = end is not null && objects.Count > 0 && string.CompareOrdinal(objects[^1].Key, end) >= 0;
            request.ContinuationToken = page.IsTruncated == true && !isPast ? page.NextContinuationToken : null;
        }
        while (!string.IsNullOrEmpty(request.ContinuationToken));
    }

    private async Task<IReadOnlyList<string>> FoldersAsync(string prefix, CancellationToken cancellation)
    {
        var folders = new List<string>();
        var request = new ListObjectsV2Request { Prefix = prefix, Delimiter = "/" };
        do
        {
            var page = await bucket.ListAsync(request, cancellation);
            folders.AddRange(page.CommonPrefixes ?? []);
            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (!string.IsNullOrEmpty(request.ContinuationToken));

        // "logs" is the folder of that name where there is one.
        return prefix.Length > 0 && !prefix.EndsWith('/') && folders.Contains(prefix + "/") ? await FoldersAsync(prefix + "/", cancellation) : folders;
    }

    private DigestSource Source(S3Object found) => new(
        new S3LogObject(bucket, found.Key, found.ETag, found.Size ?? 0),
        async cancellation => DigestSignature.InMetadata((await bucket.HeadAsync(found.Key, cancellation)).Metadata));

    private static string? Bound(string prefix, DateOnly? day) => day is { } known ? prefix + known.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture) : null;
}
