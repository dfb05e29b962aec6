using DriftStream.Replay.Sources;

namespace DriftStream.Replay.Digests;

/// <summary>A digest that may be read.</summary>
/// <param name="Object">Where it lies.</param>
/// <param name="Signature">Looks for its signature; null where none is kept with it, empty where one is that says nothing.</param>
internal sealed record DigestSource(ArchiveObject Object, Func<CancellationToken, Task<string?>> Signature)
{
    /// <summary>One on this machine.</summary>
    public static DigestSource Of(LocalFile file) => new(file, cancellation => DigestSignature.FindAsync(file.Key, cancellation));
}
