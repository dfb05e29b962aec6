namespace DriftStream.Ledger;

/// <summary>A digest that is being gathered or told.</summary>
internal sealed record OpenDigest
{
    /// <summary>The columns in SQL.</summary>
    public const string Columns =
        "d.id Id, d.actor Actor, d.quiet Quiet, d.urgent Urgent, d.opened_at OpenedAt, d.last_at LastAt, d.posted_at PostedAt, d.listed Listed, d.closed_at ClosedAt";

    /// <summary>Its id, <c>B-</c> and ten characters.</summary>
    public string Id { get; init; } = "";

    /// <summary>Whose changes it gathers; null for everybody's.</summary>
    public string? Actor { get; init; }

    /// <summary>1: it tells what waited for the end of quiet hours.</summary>
    public long Quiet { get; init; }

    /// <summary>1: it is told at once.</summary>
    public long Urgent { get; init; }

    /// <summary>When its first change was recorded.</summary>
    public long OpenedAt { get; init; }

    /// <summary>When its last change was recorded.</summary>
    public long LastAt { get; init; }

    /// <summary>When it was told first; null while it was not.</summary>
    public long? PostedAt { get; init; }

    /// <summary>The position up to which its list was told.</summary>
    public long Listed { get; init; }

    /// <summary>When it took its last change; null while it takes more.</summary>
    public long? ClosedAt { get; init; }

    /// <summary>How many of its changes wait to be told.</summary>
    public long Waiting { get; init; }

    /// <summary>When its message was written or edited last; 0 for never.</summary>
    public long EditedAt { get; init; }

    /// <summary>How often its first waiting change was tried.</summary>
    public long Attempt { get; init; }

    /// <summary>Before when it is not tried again.</summary>
    public long NextAt { get; init; }
}
