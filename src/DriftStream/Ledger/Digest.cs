using DriftStream.Core.Judging;

namespace DriftStream.Ledger;

/// <summary>Many changes told together.</summary>
internal sealed record Digest
{
    /// <summary>Its id, <c>B-</c> and ten characters.</summary>
    public required string Id { get; init; }

    /// <summary>Who made the changes; null for more than one.</summary>
    public string? Actor { get; init; }

    /// <summary>One of the changes, for what they have in common.</summary>
    public required Finding Sample { get; init; }

    /// <summary>The highest severity among them.</summary>
    public required Severity Severity { get; init; }

    /// <summary>How many changes there are.</summary>
    public required int Changes { get; init; }

    /// <summary>How many drifts they made.</summary>
    public required int Drifts { get; init; }

    /// <summary>How many of these are over.</summary>
    public int Resolved { get; init; }

    /// <summary>When the first one happened.</summary>
    public required DateTimeOffset First { get; init; }

    /// <summary>When the last one happened.</summary>
    public required DateTimeOffset Last { get; init; }

    /// <summary>The calls and how often each was made, the most frequent first.</summary>
    public required IReadOnlyList<(string Name, int Count)> Calls { get; init; }

    /// <summary>The resources by type, the most frequent first; of each type the first few addresses.</summary>
    public required IReadOnlyList<DigestGroup> Groups { get; init; }

    /// <summary>How many of the changes an earlier message of this digest told.</summary>
    public int ToldBefore { get; init; }

    /// <summary>It holds what waited for the end of quiet hours.</summary>
    public bool AfterQuiet { get; init; }

    /// <summary>Whether everything in it is over.</summary>
    public bool IsOver => Drifts > 0 && Resolved == Drifts;
}

/// <summary>The resources of one type in a digest.</summary>
/// <param name="Type">Terraform's type.</param>
/// <param name="Count">How many.</param>
/// <param name="Addresses">The first few.</param>
internal sealed record DigestGroup(string Type, int Count, IReadOnlyList<string> Addresses);
