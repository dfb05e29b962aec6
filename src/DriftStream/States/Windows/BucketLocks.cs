using Amazon.S3.Model;
using DriftStream.Aws.S3;
using DriftStream.States.Sources;

namespace DriftStream.States.Windows;

/// <summary>The locks that Terraform keeps beside states in a bucket (<c>use_lockfile</c>). Each is fetched once.</summary>
internal sealed class BucketLocks(S3Store bucket)
{
    private const string Ending = ".tflock";

    private IReadOnlyList<S3Object> _listed = [];
    private Dictionary<string, Held> _read = new(StringComparer.Ordinal);

    /// <summary>Whether a key is a lock's.</summary>
    public static bool IsLock(string key) => key.EndsWith(Ending, StringComparison.Ordinal);

    /// <summary>The key or address of the state that a lock's stands for; any other as it is.</summary>
    public static string StateOf(string key) => IsLock(key) ? key[..^Ending.Length] : key;

    /// <summary>Takes over the locks of the last listing.</summary>
    public void Listed(IReadOnlyList<S3Object> locks) => _listed = locks;

    /// <summary>Who applies to which of the files.</summary>
    /// <exception cref="StateSourceException">A lock cannot be read.</exception>
    public async Task<IReadOnlyList<ApplySighting>> OfAsync(IReadOnlyList<StateFile> files, CancellationToken cancellation)
    {
        var listed = _listed;
        var (read, seen) = (new Dictionary<string, Held>(StringComparer.Ordinal), new List<ApplySighting>());
        var states = listed.Count == 0 ? [] : files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var held in listed)
        {
            var state = new S3Address(bucket.Name, StateOf(held.Key)).ToString();
            var mark = $"{held.ETag} {held.LastModified:O}";
            if (!states.Contains(state))
            {
                continue;
            }

            read[held.Key] = _read.TryGetValue(held.Key, out var known) && known.Mark == mark ? known : new(mark, await ReadAsync(held, cancellation));
            if (read[held.Key].Content is { IsApply: true } apply && (apply.Created ?? Moment(held.LastModified)) is { } since)
            {
                seen.Add(new(state, since, apply.Who));
            }
        }

        _read = read;
        return seen;
    }

    private async Task<LockContent?> ReadAsync(S3Object held, CancellationToken cancellation)
    {
        if (held.Size is null or > LockContent.MostBytes)
        {
            return null;
        }

        try
        {
            using var content = new MemoryStream();
            await new S3Download(bucket, held.Key, etag: null).WriteToAsync(content, cancellation);
            return LockContent.Read(content.ToArray());
        }
        catch (S3UnreadableException unreadable)
        {
            // Gone again since it was listed: the apply is over.
            return S3StateFaults.IsGone(unreadable) ? null : throw S3StateFaults.Of(unreadable, "s3:GetObject");
        }
    }

    private static DateTimeOffset? Moment(DateTime? time) => time is { } known ? new DateTimeOffset(known.ToUniversalTime()) : null;

    private sealed record Held(string Mark, LockContent? Content);
}
