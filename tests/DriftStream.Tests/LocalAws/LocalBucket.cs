using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;

namespace DriftStream.Tests.LocalAws;

/// <summary>One version of an object, or the mark that it was deleted.</summary>
internal sealed record LocalS3Version(string Key, string VersionId, DateTimeOffset Modified, byte[] Content, bool IsDeleted)
{
    // As of an upload in parts: clients take a plain one for the content's MD5.
    public string ETag { get; } = $"\"{Convert.ToHexStringLower(SHA256.HashData(Content))[..32]}-1\"";

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}

/// <summary>A bucket that keeps every version.</summary>
internal sealed class LocalBucket(string region, TimeProvider time)
{
    private static readonly XNamespace Xml = LocalS3List.Xml;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, List<LocalS3Version>> _versions = new(StringComparer.Ordinal);
    private int _number;

    public string Region => region;

    /// <summary>Lays a version on top.</summary>
    public LocalS3Version Put(string key, byte[] content, IReadOnlyDictionary<string, string>? metadata = null) => PutAt(time.GetUtcNow(), key, content, metadata);

    /// <summary>Lays a version on top that was written at some time.</summary>
    public LocalS3Version PutAt(DateTimeOffset written, string key, byte[] content, IReadOnlyDictionary<string, string>? metadata = null) =>
        Add(new LocalS3Version(key, NextId(), written, content, IsDeleted: false) { Metadata = metadata ?? new Dictionary<string, string>() });

    /// <summary>Lays a mark on top that says it is gone.</summary>
    public LocalS3Version Delete(string key) => DeleteAt(time.GetUtcNow(), key);

    /// <summary>Lays a mark on top that says it is gone since some time.</summary>
    public LocalS3Version DeleteAt(DateTimeOffset deleted, string key) => Add(new(key, NextId(), deleted, [], IsDeleted: true));

    /// <summary>The newest versions of what is there, in the order of their keys.</summary>
    public IReadOnlyList<LocalS3Version> Latest()
    {
        lock (_gate)
        {
            return [.. _versions.Values.Select(all => all[^1]).Where(v => !v.IsDeleted)];
        }
    }

    /// <summary>A version, the newest where none is named.</summary>
    public LocalS3Version Find(string key, string versionId)
    {
        lock (_gate)
        {
            var all = _versions.GetValueOrDefault(key) ?? [];
            var found = versionId.Length == 0 ? all.LastOrDefault() : all.Find(v => v.VersionId == versionId);
            return found switch
            {
                null when versionId.Length > 0 => throw new LocalAwsException("NoSuchVersion", "The specified version does not exist.", 404),
                { IsDeleted: true } when versionId.Length > 0 => throw new LocalAwsException("MethodNotAllowed", "The specified method is not allowed against this resource.", 405),
                null or { IsDeleted: true } => throw new LocalAwsException("NoSuchKey", "The specified key does not exist.", 404),
                _ => found,
            };
        }
    }

    /// <summary>The answer to ListObjectVersions: the versions below the prefix, the newest of a key first, page after page.</summary>
    /// <param name="prefix">How the keys begin.</param>
    /// <param name="after">The version that ended the page before; empty for the first page.</param>
    /// <param name="pageSize">The most entries of a page.</param>
    public XElement Versions(string prefix, string after = "", int pageSize = 1000)
    {
        lock (_gate)
        {
            var all = _versions.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
                .SelectMany(pair => Enumerable.Reverse(pair.Value).Select((v, i) => (Version: v, Entry: Entry(v, isLatest: i == 0))));
            var rest = (after.Length == 0 ? all : all.SkipWhile(e => e.Version.VersionId != after).Skip(1)).ToList();
            var last = rest.Count > pageSize ? rest[pageSize - 1].Version : null;
            return new(
                Xml + "ListVersionsResult",
                new XElement(Xml + "Prefix", prefix),
                new XElement(Xml + "IsTruncated", last is not null),
                last is null ? null : new XElement(Xml + "NextKeyMarker", last.Key),
                last is null ? null : new XElement(Xml + "NextVersionIdMarker", last.VersionId),
                rest.Take(pageSize).Select(e => e.Entry));
        }
    }

    private static XElement Entry(LocalS3Version version, bool isLatest)
    {
        var entry = new XElement(
            Xml + (version.IsDeleted ? "DeleteMarker" : "Version"),
            new XElement(Xml + "Key", version.Key),
            new XElement(Xml + "VersionId", version.VersionId),
            new XElement(Xml + "IsLatest", isLatest),
            new XElement(Xml + "LastModified", version.Modified.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)));
        if (!version.IsDeleted)
        {
            entry.Add(new XElement(Xml + "ETag", version.ETag), new XElement(Xml + "Size", version.Content.Length), new XElement(Xml + "StorageClass", "STANDARD"));
        }

        return entry;
    }

    private string NextId() => $"v{Interlocked.Increment(ref _number):00000}";

    private LocalS3Version Add(LocalS3Version version)
    {
        lock (_gate)
        {
            if (!_versions.TryGetValue(version.Key, out var all))
            {
                _versions[version.Key] = all = [];
            }

            all.Add(version);
            return version;
        }
    }
}
