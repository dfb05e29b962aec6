using System.Globalization;
using System.Text.RegularExpressions;

namespace DriftStream.Replay.Digests;

/// <summary>What the name of an object in a trail's bucket says.</summary>
internal static partial class DigestKey
{
    private const string Root = "AWSLogs/";

    /// <summary>
    /// What two names of one object have in common, whatever prefix a bucket or folder puts before it: from the last <c>AWSLogs/</c> on.
    /// The name of the file alone where it lies elsewhere; CloudTrail gives no name twice.
    /// </summary>
    public static string Tail(string key)
    {
        var path = key.Replace('\\', '/');
        var root = path.LastIndexOf("/" + Root, StringComparison.Ordinal);
        return root >= 0 ? path[(root + 1)..]
            : path.StartsWith(Root, StringComparison.Ordinal) ? path
            : Name(path);
    }

    /// <summary>The name of the file alone.</summary>
    public static string Name(string key) => key[(key.LastIndexOf('/') + 1)..];

    /// <summary>The chain that a digest belongs to: account, region, trail and the trail's own region; backfills are a chain of their own.</summary>
    public static string Chain(string key) => Digest().Match(Name(key)) is { Success: true } match
        ? match.Groups["chain"].Value + match.Groups["backfill"].Value
        : "";

    /// <summary>Whether this is the name of a digest that lists what came too late for its own hour.</summary>
    public static bool IsBackfill(string key) => key.EndsWith("_backfill.json.gz", StringComparison.Ordinal);

    /// <summary>When a log file was delivered, by its name, and where to; null where the name says nothing.</summary>
    public static (string Place, DateTimeOffset At)? Delivered(string key) =>
        Log().Match(Name(key)) is { Success: true } match
        && DateTimeOffset.TryParseExact(match.Groups["at"].Value, "yyyyMMdd'T'HHmm'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? (match.Groups["account"].Value + "_" + match.Groups["region"].Value, at)
            : null;

    /// <summary>The account and region of a digest, as those of <see cref="Delivered"/>.</summary>
    public static string? Place(string key) =>
        Digest().Match(Name(key)) is { Success: true } match ? match.Groups["account"].Value + "_" + match.Groups["region"].Value : null;

    /// <summary>The region that a digest was delivered from, whose keys it is signed with; null where its name does not say.</summary>
    public static string? Region(string key) => Digest().Match(Name(key)) is { Success: true } match ? match.Groups["region"].Value : null;

    [GeneratedRegex("^(?<chain>(?<account>[0-9]{12})_CloudTrail-Digest_(?<region>[a-z0-9-]+)_.+)_[0-9]{8}T[0-9]{6}Z(?<backfill>_backfill)?\\.json\\.gz$")]
    private static partial Regex Digest();

    [GeneratedRegex("^(?<account>[0-9]{12})_CloudTrail_(?<region>[a-z0-9-]+)_(?<at>[0-9]{8}T[0-9]{4}Z)_")]
    private static partial Regex Log();
}
