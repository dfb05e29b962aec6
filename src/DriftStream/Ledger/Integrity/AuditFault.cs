namespace DriftStream.Ledger.Integrity;

/// <summary>Something that is not as it was written.</summary>
/// <param name="Number">The row of the chain; null where it concerns no single one.</param>
/// <param name="At">When that row was written, or the last one before it; null where nothing tells.</param>
/// <param name="Sentence">What is wrong, for people.</param>
internal sealed record AuditFault(long? Number, DateTimeOffset? At, string Sentence);
