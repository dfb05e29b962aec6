namespace DriftStream.Replay.Sharing;

/// <summary>Some objects of a replay, as the queue hands them out: whoever takes it reads those that nobody has read.</summary>
/// <param name="Replay">The replay's id.</param>
/// <param name="First">The number of the first object.</param>
/// <param name="Last">The number of the last object.</param>
/// <param name="Key">What is kept is sealed with it. It travels with the batch only, so that who can read the ledger cannot read the records.</param>
internal sealed record SharedBatch(string Replay, long First, long Last, byte[] Key);
