using DriftStream.Aws.S3;
using DriftStream.Configuration;
using DriftStream.Gaps;
using DriftStream.Ledger.Integrity;

namespace DriftStream.Commands.Auditing;

/// <summary>The places that <c>audit --verify --head s3://…</c> names.</summary>
internal sealed class HeadBuckets(IReadOnlyList<HeadBucket> buckets) : IDisposable
{
    /// <summary>The heads that lie in each place, by its name for people.</summary>
    /// <param name="keys">Only of chains with one of these keys, by id.</param>
    /// <param name="cancellation">Ends the calls.</param>
    /// <exception cref="FailureException">A place cannot be read, or no head lies there.</exception>
    public async Task<IReadOnlyList<(string Place, IReadOnlyList<AuditHead> Heads)>> ReadAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        List<(string Place, IReadOnlyList<AuditHead> Heads)> found = [];
        foreach (var bucket in buckets)
        {
            var heads = await ReadAsync(bucket, keys, cancellation);
            found.Add(heads.Count > 0 ? (bucket.Place, heads) : throw new FailureException(
                $"Below {bucket.Place} lies no head of a chain with the key {string.Join(" or ", keys)}, so nothing was verified: name the place that Ledger:HeadsTo had, or leave --head out."));
        }

        return found;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var bucket in buckets)
        {
            bucket.Dispose();
        }
    }

    private static async Task<IReadOnlyList<AuditHead>> ReadAsync(HeadBucket bucket, IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        try
        {
            return await bucket.ReadAsync(keys, cancellation);
        }
        catch (Exception failure) when (S3Faults.IsOne(failure) && !cancellation.IsCancellationRequested)
        {
            throw new FailureException($"The heads below {bucket.Place} cannot be read, so nothing was verified: {S3Faults.Sentence(failure, "s3:ListBucket and s3:GetObject")}.");
        }
    }
}
