namespace DriftStream.Replay.Digests;

/// <summary>What CloudTrail's digests say about a log file.</summary>
internal enum DigestStatus
{
    /// <summary>No digest names it: newer than the last digest, delivered while validation was off, or put there by somebody else.</summary>
    Uncovered,

    /// <summary>A digest whose signature was checked names it with the content that it has.</summary>
    Proven,

    /// <summary>Its content is the one that a digest names, but nothing proves that digest.</summary>
    Unsigned,

    /// <summary>Its content is not the one that a digest names.</summary>
    Altered,

    /// <summary>A digest names it, and it is not there.</summary>
    Missing,
}
