namespace DriftStream.Core.Judging.Severities;

/// <summary>Attributes that guard something, by name.</summary>
/// <param name="Effect">What it means to lose them.</param>
/// <param name="Loss">How they are lost.</param>
/// <param name="Patterns">Their names, as <see cref="AttributeName.Fits"/> takes them.</param>
internal sealed record GuardRule(SeverityEffect Effect, Loss Loss, params string[] Patterns)
{
    /// <summary>Whether the rule speaks of an attribute.</summary>
    public bool Fits(AttributeName attribute) => Array.Exists(Patterns, attribute.Fits);
}
