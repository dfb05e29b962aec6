namespace DriftStream.Replay.Scanning;

/// <summary>Why a record is kept.</summary>
internal enum KeptFor
{
    /// <summary>It may concern something that a state holds, or nothing could be proven: it has to be judged in its turn.</summary>
    Judging,

    /// <summary>
    /// It may have made something or be taken for Terraform's, and nothing that it names is held: no address can come of it. Judging it reads and changes no
    /// deviation, so it can be judged anywhere and at any time; only its caller's session and its id's duplicates matter.
    /// </summary>
    Creation,
}
