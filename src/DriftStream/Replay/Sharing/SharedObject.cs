namespace DriftStream.Replay.Sharing;

/// <summary>One object of a shared replay as the ledger lists it.</summary>
/// <param name="Number">Its number in the replay.</param>
/// <param name="Name">Its name in messages.</param>
/// <param name="Key">A full path or an address.</param>
/// <param name="ETag">Its content when it was listed; null where nothing of that kind is known.</param>
/// <param name="Size">How many bytes it has; null where that is not known.</param>
internal sealed record SharedObject(long Number, string Name, string Key, string? ETag, long? Size);
