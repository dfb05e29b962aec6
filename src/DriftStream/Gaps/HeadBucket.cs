using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using DriftStream.Aws.S3;
using DriftStream.Ledger.Integrity;

namespace DriftStream.Gaps;

/// <summary>
/// Heads of audit chains as objects below a prefix of a bucket: one for each day and key, the first of the day. In a bucket with
/// Object Lock, whoever can write the ledger can neither alter nor remove them.
/// </summary>
/// <param name="place">The bucket, and the folder in it.</param>
/// <param name="bucket">The bucket.</param>
internal sealed class HeadBucket(S3Address place, S3Store bucket) : IDisposable
{
    private const string Suffix = ".head";
    private const int GetsAtOnce = 16;

    private readonly string _folder = place.Key.Length == 0 || place.Key.EndsWith('/') ? place.Key : place.Key + "/";

    /// <summary>Where they are, for people.</summary>
    public string Place => $"s3://{place.Bucket}/{_folder}";

    /// <summary>The bucket that an address means.</summary>
    /// <param name="address">As <c>s3://bucket/prefix</c>.</param>
    /// <param name="connect">A client for the region that S3 named; null: for the first guess.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="Configuration.UsageException">It names no bucket.</exception>
    public static HeadBucket Open(string address, Func<string?, IAmazonS3> connect, TimeProvider time)
    {
        var place = S3Address.Parse(address);
        return new(place, new S3Store(place.Bucket, connect, payer: null, time));
    }

    /// <summary>Notes a head, unless this day's was noted; whatever <see cref="S3Faults"/> explains may be thrown.</summary>
    /// <param name="head">The head.</param>
    /// <param name="key">The id of the key that its chain is made with.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<bool> NoteAsync(AuditHead head, string key, DateTimeOffset now, CancellationToken cancellation) => bucket.AddAsync(
        string.Create(CultureInfo.InvariantCulture, $"{_folder}{now.UtcDateTime:yyyy-MM-dd}.{key}{Suffix}"),
        string.Create(CultureInfo.InvariantCulture, $"{head} {now.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\n"),
        cancellation);

    /// <summary>All heads that were noted of chains with one of the keys, the oldest first; whatever <see cref="S3Faults"/> explains may be thrown.</summary>
    public async Task<IReadOnlyList<AuditHead>> ReadAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        var names = (await NamesAsync(cancellation)).Where(name => keys.Any(key => name.EndsWith($".{key}{Suffix}", StringComparison.Ordinal)));
        var heads = new ConcurrentBag<AuditHead>();
        await Parallel.ForEachAsync(names, new ParallelOptions { MaxDegreeOfParallelism = GetsAtOnce, CancellationToken = cancellation }, async (name, cancel) =>
        {
            if (await ReadAsync(name, cancel) is { } head)
            {
                heads.Add(head);
            }
        });
        return [.. heads.Distinct().OrderBy(head => head.Number)];
    }

    /// <inheritdoc/>
    public void Dispose() => bucket.Dispose();

    private async Task<List<string>> NamesAsync(CancellationToken cancellation)
    {
        List<string> names = [];
        var request = new ListObjectsV2Request { Prefix = _folder };
        do
        {
            var page = await bucket.ListAsync(request, cancellation);
            names.AddRange((page.S3Objects ?? []).Select(found => found.Key));
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (request.ContinuationToken is { Length: > 0 });

        return names;
    }

    private async Task<AuditHead?> ReadAsync(string name, CancellationToken cancellation)
    {
        using var found = await bucket.GetAsync(name, from: 0, etag: null, cancellation);
        using var reader = new StreamReader(found.ResponseStream, Encoding.UTF8);
        return await reader.ReadLineAsync(cancellation) is { } line ? AuditHead.Read(line.Split(' ')[0]) : null;
    }
}
