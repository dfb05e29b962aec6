namespace DriftStream.Web.View;

/// <summary>One drift, as its page shows it.</summary>
public sealed record DriftStoryView
{
    /// <summary>The drift's id.</summary>
    public required string Id { get; init; }

    /// <summary>The highest severity's word, or <c>ok</c> where the drift is over.</summary>
    public required string Tone { get; init; }

    /// <summary>What became of it.</summary>
    public required BadgeView Badge { get; init; }

    /// <summary>Terraform's address.</summary>
    public required string Address { get; init; }

    /// <summary>What differs now, a block per attribute.</summary>
    public required IReadOnlyList<ChangeView> Changes { get; init; }

    /// <summary>Why nothing is listed that differs; null where something is.</summary>
    public required string? NoChanges { get; init; }

    /// <summary>Name and value, e.g. the state, the account, who opened it.</summary>
    public required IReadOnlyList<(string Name, string Value)> Facts { get; init; }

    /// <summary>Everything that was said of it, the newest first.</summary>
    public required IReadOnlyList<DayView> Days { get; init; }

    /// <summary>What people decided, and how it ended where no event did, the newest first.</summary>
    public required IReadOnlyList<(string When, string What)> Notes { get; init; }

    /// <summary>Who was told, the newest first.</summary>
    public required IReadOnlyList<(string When, string What)> Told { get; init; }
}
