namespace DriftStream.Core.Judging;

/// <summary>What is found of an event that names nothing that a state holds, as far as the event alone decides it: all but who caused it.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Type">Terraform's type of what was made; null where nothing is shown.</param>
/// <param name="Id">What it is called; null where the event does not tell.</param>
public sealed record UnheldFinding(Verdict Verdict, Severity Severity, string? Type, string? Id)
{
    /// <summary>The ignore rule that swallowed it; null for none.</summary>
    public string? Rule { get; init; }

    /// <summary>It was taken for Terraform's although no state could confirm it.</summary>
    public bool IsUnchecked { get; init; }
}
