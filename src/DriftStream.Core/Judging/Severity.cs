namespace DriftStream.Core.Judging;

/// <summary>How bad a change is by what it does, ascending.</summary>
public enum Severity
{
    /// <summary>Reverted, and what is not shown.</summary>
    Info,

    /// <summary>Only tags or descriptions.</summary>
    Low,

    /// <summary>Anything else.</summary>
    Medium,

    /// <summary>Deletions, ports opened to the world, protection off, rights granted.</summary>
    High,

    /// <summary>Administration ports or everything opened to the world, public data, wildcard rights, the trail stopped.</summary>
    Critical,
}

/// <summary>The contract's words for severities, actors and confidence.</summary>
public static class ContractWords
{
    /// <summary>The word, e.g. <c>critical</c>.</summary>
    public static string Word(this Severity severity) => severity.ToString().ToLowerInvariant();

    /// <summary>The word, e.g. <c>human</c>.</summary>
    public static string Word(this CloudTrail.ActorKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The word, e.g. <c>console</c>.</summary>
    public static string Word(this CloudTrail.ActorVia via) => via.ToString().ToLowerInvariant();

    /// <summary>The word, e.g. <c>very-likely</c>.</summary>
    public static string Word(this CloudTrail.Confidence confidence) =>
        confidence == CloudTrail.Confidence.VeryLikely ? "very-likely" : confidence.ToString().ToLowerInvariant();
}
