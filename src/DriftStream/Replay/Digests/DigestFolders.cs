using DriftStream.Replay.Sources;

namespace DriftStream.Replay.Digests;

/// <summary>Finds the digests that belong to files and folders: below them, or in the folder that CloudTrail puts beside that of its logs.</summary>
internal static class DigestFolders
{
    private const string Logs = "/CloudTrail/";
    private const string Digests = "/CloudTrail-Digest/";

    /// <summary>The digests and which log files they are asked about.</summary>
    /// <param name="sources">Files and folders as on the command line.</param>
    /// <param name="folder">What relative paths begin at.</param>
    public static (IReadOnlyList<LocalFile> Digests, IReadOnlyList<DigestPart> Parts) Find(IReadOnlyList<string> sources, string folder)
    {
        var digests = new List<LocalFile>();
        var parts = new List<DigestPart>();
        foreach (var source in sources)
        {
            var path = Path.GetFullPath(source, folder).Replace('\\', '/');
            var isFolder = Directory.Exists(path);
            parts.Add(DigestPart.Below(isFolder ? path + "/" : path, paths: null));
            digests.AddRange(isFolder ? Below(path, source) : []);
            digests.AddRange(Beside(path + "/") is { } beside && Directory.Exists(beside) ? Below(beside, beside) : []);
        }

        return ([.. digests.DistinctBy(d => d.Key).OrderBy(d => d.Key, StringComparer.Ordinal)], parts);
    }

    private static IEnumerable<LocalFile> Below(string path, string shown) => new DirectoryInfo(path)
        .EnumerateFiles("*.json.gz", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = false })
        .Where(f => f.FullName.Replace('\\', '/').Contains(Digests, StringComparison.Ordinal))
        .Select(f => new LocalFile(Path.Join(shown, Path.GetRelativePath(path, f.FullName)), f.FullName));

    // AWSLogs/ACCOUNT/CloudTrail/REGION/… has its digests in AWSLogs/ACCOUNT/CloudTrail-Digest/REGION, those of a day also among those of the next.
    private static string? Beside(string path)
    {
        var at = path.LastIndexOf(Logs, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var region = path[(at + Logs.Length)..].Split('/')[0];
        return path[..at] + Digests + region;
    }
}
