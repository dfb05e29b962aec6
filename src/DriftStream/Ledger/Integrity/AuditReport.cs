namespace DriftStream.Ledger.Integrity;

/// <summary>What a verification found.</summary>
internal sealed record AuditReport
{
    /// <summary>The first things that are wrong, in the order of the chain.</summary>
    public required IReadOnlyList<AuditFault> Faults { get; init; }

    /// <summary>How many things are wrong.</summary>
    public required long FaultCount { get; init; }

    /// <summary>How many rows were checked.</summary>
    public required long Rows { get; init; }

    /// <summary>How many judged events they vouch for.</summary>
    public required long Events { get; init; }

    /// <summary>How many findings they vouch for.</summary>
    public required long Findings { get; init; }

    /// <summary>The last row.</summary>
    public required AuditHead Head { get; init; }

    /// <summary>When the last row was written; null where there is none.</summary>
    public required DateTimeOffset? HeadAt { get; init; }

    /// <summary>When the first row that is there was written; null where there is none.</summary>
    public required DateTimeOffset? FirstAt { get; init; }

    /// <summary>What was there before the chain began; null where the chain does not say.</summary>
    public AuditBeginning? Before { get; init; }

    /// <summary>The checkpoint that the chain goes on from; null where nothing was removed.</summary>
    public AuditCheckpoint? Checkpoint { get; init; }

    /// <summary>The noted heads that the chain still holds.</summary>
    public required IReadOnlyList<AuditHead> Confirmed { get; init; }

    /// <summary>Noted heads that lie in what was removed, so that they prove nothing any more.</summary>
    public required IReadOnlyList<AuditHead> Removed { get; init; }

    /// <summary>Nothing is wrong.</summary>
    public bool IsSound => FaultCount == 0;
}
