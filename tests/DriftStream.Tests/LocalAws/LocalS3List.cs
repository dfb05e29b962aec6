using System.Globalization;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace DriftStream.Tests.LocalAws;

/// <summary>Answers ListObjectsV2: keys in their order, folders for what lies beyond a delimiter, page after page.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html</remarks>
internal static class LocalS3List
{
    public static readonly XNamespace Xml = "http://s3.amazonaws.com/doc/2006-03-01/";

    /// <summary>One page.</summary>
    public static XElement Of(IReadOnlyList<LocalS3Version> objects, string bucket, IQueryCollection query, int pageSize)
    {
        if (query["list-type"] != "2")
        {
            throw new LocalAwsException("NotImplemented", "Only version 2 of the list is known.", 501);
        }

        var (prefix, delimiter) = (query["prefix"].ToString(), query["delimiter"].ToString());
        var after = query["continuation-token"].ToString() is { Length: > 0 } token ? token : query["start-after"].ToString();
        var entries = Entries(objects, prefix, delimiter).Where(e => string.CompareOrdinal(e.Name, after) > 0 && !(e.IsFolder && after.StartsWith(e.Name, StringComparison.Ordinal))).ToList();
        var page = entries.Take(pageSize).ToList();
        return new(
            Xml + "ListBucketResult",
            new XElement(Xml + "Name", bucket),
            new XElement(Xml + "Prefix", prefix),
            new XElement(Xml + "KeyCount", page.Count),
            new XElement(Xml + "MaxKeys", pageSize),
            new XElement(Xml + "IsTruncated", entries.Count > page.Count),
            entries.Count > page.Count ? new XElement(Xml + "NextContinuationToken", page[^1].Name) : null,
            page.Where(e => !e.IsFolder).Select(e => Content(e.Object!)),
            page.Where(e => e.IsFolder).Select(e => new XElement(Xml + "CommonPrefixes", new XElement(Xml + "Prefix", e.Name))));
    }

    private static IEnumerable<(string Name, LocalS3Version? Object, bool IsFolder)> Entries(IReadOnlyList<LocalS3Version> objects, string prefix, string delimiter)
    {
        string? folder = null;
        foreach (var found in objects.Where(o => o.Key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            var end = delimiter.Length == 0 ? -1 : found.Key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
            if (end < 0)
            {
                yield return (found.Key, found, false);
            }
            else if (found.Key[..(end + delimiter.Length)] is var name && name != folder)
            {
                folder = name;
                yield return (name, null, true);
            }
        }
    }

    private static XElement Content(LocalS3Version found) => new(
        Xml + "Contents",
        new XElement(Xml + "Key", found.Key),
        new XElement(Xml + "LastModified", found.Modified.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)),
        new XElement(Xml + "ETag", found.ETag),
        new XElement(Xml + "Size", found.Content.Length),
        new XElement(Xml + "StorageClass", "STANDARD"));
}
