namespace DriftStream.Replay.Distilling;

/// <summary>The proof of where records of a distilled log came from: one source object as it was read.</summary>
internal sealed record SourceFacts
{
    /// <summary>Its full path or address.</summary>
    public required string Key { get; init; }

    /// <summary>What changed with its content; null where nothing of that kind was known.</summary>
    public string? ETag { get; init; }

    /// <summary>How many bytes it had, packed as it lay there.</summary>
    public required long Size { get; init; }

    /// <summary>The SHA-256 of these bytes, in lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>How many records could be read in it.</summary>
    public long Records { get; init; }

    /// <summary>How many of them were kept whole.</summary>
    public long Kept { get; init; }

    /// <summary>Of how many only what they say about a session was kept.</summary>
    public long Openings { get; init; }

    /// <summary>How many items were no CloudTrail records.</summary>
    public long Others { get; init; }

    /// <summary>How many items could not be read.</summary>
    public long Unreadable { get; init; }

    /// <summary>What CloudTrail's signed digests said about it; null where nobody asked them.</summary>
    public string? Digest { get; init; }

    /// <summary>What kept part of it from being read.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}
