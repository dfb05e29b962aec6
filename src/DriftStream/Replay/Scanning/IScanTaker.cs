namespace DriftStream.Replay.Scanning;

/// <summary>Gets what a scan finds. The bytes are only there until a call returns.</summary>
internal interface IScanTaker
{
    /// <summary>A record that may matter: it is asked about, and nothing proves that judging it would show nothing. It may still turn out to be unreadable.</summary>
    public void Keep(ReadOnlySpan<byte> record, in ScannedPlace place, KeptFor why);

    /// <summary>A record that opened a session, or seems to. It may be kept as well.</summary>
    /// <param name="keyHash">The <see cref="SessionHash"/> of the key by which the session is known again.</param>
    /// <param name="record">The record; only to be copied where the place is not in the content.</param>
    /// <param name="place">Where the record can be read again.</param>
    public void Opening(ulong keyHash, ReadOnlySpan<byte> record, in ScannedPlace place);

    /// <summary>An item that is no CloudTrail record.</summary>
    public void NotCloudTrail(string type);

    /// <summary>An item that cannot be read, and why.</summary>
    public void Unreadable(string sentence);
}
