using DriftStream.Replay.Sources;

namespace DriftStream.Replay.Digests;

/// <summary>One digest file on its way through the check.</summary>
/// <param name="Source">Where it lies.</param>
/// <param name="File">What it says; null where it cannot be read.</param>
/// <param name="Signature">Its signature as kept beside it; null where none is.</param>
internal sealed record CheckedDigest(ArchiveObject Source, DigestFile? File, string? Signature)
{
    /// <summary>Why its bytes are not all there; null where they are.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether its content is what CloudTrail signed.</summary>
    public bool IsProven { get; set; }

    /// <summary>The name of the digest for a person.</summary>
    public string Name => Source.Name;
}
