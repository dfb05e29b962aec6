namespace DriftStream.Gaps;

/// <summary>How the states do at one moment.</summary>
/// <param name="Unreadable">Why states cannot be read, in one sentence each, by name.</param>
/// <param name="WrittenAt">When each state was last written, where that is known, by name.</param>
internal sealed record StatesReading(IReadOnlyDictionary<string, string> Unreadable, IReadOnlyDictionary<string, DateTimeOffset> WrittenAt);

/// <summary>Looks at the states now.</summary>
internal delegate StatesReading LookAtStates();
