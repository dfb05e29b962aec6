namespace DriftStream.Replay.Sources;

/// <summary>What a path is to CloudTrail's layout.</summary>
internal enum LogPlaceKind
{
    /// <summary>Not part of it, or not yet: anything may lie there.</summary>
    Outside,

    /// <summary>A folder in which the logs' folders lie.</summary>
    AboveLogs,

    /// <summary>Logs of one account and region.</summary>
    Logs,

    /// <summary>Something else that AWS lays beside its logs: digests, insights, logs of other services.</summary>
    Other,
}
