namespace DriftStream.Core.Judging.Severities;

/// <summary>Attributes that guard something, by name.</summary>
internal sealed class GuardRule(SeverityEffect effect, Loss loss, params string[] patterns)
{
    /// <summary>What it means to lose them.</summary>
    public SeverityEffect Effect => effect;

    /// <summary>How they are lost.</summary>
    public Loss Loss => loss;

    /// <summary>Their names.</summary>
    public IReadOnlyList<NamePattern> Patterns { get; } = Array.ConvertAll(patterns, pattern => new NamePattern(pattern));

    /// <summary>Whether the rule speaks of an attribute.</summary>
    public bool Fits(AttributeName attribute) => Patterns.Any(pattern => pattern.Fits(attribute));
}
