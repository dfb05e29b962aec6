namespace DriftStream.States.Sources.Http;

/// <summary>What GitLab tells of a state without its content.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">The newest version's number and time; null where there is none yet.</param>
/// <param name="LockedAt">Since when somebody holds the lock; null where nobody does.</param>
/// <param name="LockedBy">Who does; null where that is not told.</param>
internal sealed record GitLabState(string Name, (long Serial, DateTimeOffset Created)? Version, DateTimeOffset? LockedAt, string? LockedBy);
