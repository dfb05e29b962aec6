using DriftStream.Core.Judging.Prospects;

namespace DriftStream.Replay.Scanning;

/// <summary>A call as records spell it, and what can come of it.</summary>
internal sealed class KnownCall(byte[] source, byte[] name, CallProspect prospect)
{
    /// <summary>What can come of it.</summary>
    public CallProspect Prospect { get; } = prospect;

    /// <summary>The start of a request with which it makes nothing; null where there is none.</summary>
    public byte[]? HarmlessRequest { get; } = prospect.MakesNothingWith is { } parameter ? [.. "{\""u8, .. System.Text.Encoding.UTF8.GetBytes(parameter), .. "\":\""u8] : null;

    /// <summary>Whether these are no CloudTrail records: notifications of S3 and of queues.</summary>
    public bool IsForeign { get; } = source.AsSpan().StartsWith("aws:"u8);

    /// <summary>How often it was met and skipped because nobody knows what it does.</summary>
    public long Skipped { get; set; }

    /// <summary>Whether it is this call.</summary>
    public bool Is(ReadOnlySpan<byte> otherSource, ReadOnlySpan<byte> otherName) => otherName.SequenceEqual(name) && otherSource.SequenceEqual(source);
}
