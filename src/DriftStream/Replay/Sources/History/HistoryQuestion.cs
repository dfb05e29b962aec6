namespace DriftStream.Replay.Sources.History;

/// <summary>What is asked of CloudTrail's memory.</summary>
/// <param name="Filter">Which events are asked about.</param>
/// <param name="ChangesOnly">Whether events that only read are left out.</param>
internal sealed record HistoryQuestion(ReplayFilter Filter, bool ChangesOnly);
