using DriftStream.Replay.Sources;

namespace DriftStream.Replay.Digests;

/// <summary>Reads digest files and the signatures beside them.</summary>
internal static class DigestReading
{
    /// <summary>Reads all of them.</summary>
    public static async Task<List<CheckedDigest>> ReadAsync(IEnumerable<LocalFile> files, SizeLimits limits, CancellationToken cancellation)
    {
        var digests = new List<CheckedDigest>();
        foreach (var file in files)
        {
            var content = await FileContent.ReadAsync(file, limits, cancellation);
            digests.Add(new(file, content.Problem is null ? DigestFile.Read(content.Bytes) : null, await DigestSignature.FindAsync(file.Key, cancellation)));
        }

        return digests;
    }
}
