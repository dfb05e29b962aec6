namespace DriftStream.Replay.Digests;

/// <summary>Reads digest files and the signatures kept with them.</summary>
internal static class DigestReading
{
    private const int AtOnce = 16;

    /// <summary>Reads all of them; they stay in their order.</summary>
    public static async Task<List<CheckedDigest>> ReadAsync(IEnumerable<DigestSource> digests, SizeLimits limits, CancellationToken cancellation)
    {
        var read = new List<CheckedDigest>();
        foreach (var some in digests.Chunk(AtOnce))
        {
            read.AddRange(await Task.WhenAll(some.Select(digest => ReadAsync(digest, limits, cancellation))));
        }

        return read;
    }

    private static async Task<CheckedDigest> ReadAsync(DigestSource digest, SizeLimits limits, CancellationToken cancellation)
    {
        var content = await FileContent.ReadAsync(digest.Object, limits, cancellation);
        return new(digest.Object, content.Problem is null ? DigestFile.Read(content.Bytes) : null, await digest.Signature(cancellation)) { Problem = content.Problem };
    }
}
