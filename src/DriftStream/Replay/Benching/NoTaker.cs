using DriftStream.Replay.Scanning;

namespace DriftStream.Replay.Benching;

/// <summary>Wants nothing of what a scan finds.</summary>
internal sealed class NoTaker : IScanTaker
{
    public void Keep(ReadOnlySpan<byte> record, in ScannedPlace place, KeptFor why)
    {
    }

    public void Opening(ulong keyHash, ReadOnlySpan<byte> record, in ScannedPlace place)
    {
    }

    public void NotCloudTrail(string type)
    {
    }

    public void Unreadable(string sentence)
    {
    }
}
