namespace DriftStream.Core.Judging.Ignoring;

/// <summary>The rules that fit one event and one resource, in their order; what is left to ask is what they cover of it.</summary>
internal sealed class RulesAtHand(IReadOnlyList<IgnoreRule> rules, IgnoreSubject subject)
{
    /// <summary>The first rule that covers a change of an attribute.</summary>
    public IgnoreRule? OfChange(string path) => rules.FirstOrDefault(rule =>
        (rule.Attributes.Count == 0 || rule.Attributes.Any(a => a.Covers(path)))
        && !rule.Exemptions.Any(e => IsMeant(e) && e.Attribute?.Covers(path) != false));

    /// <summary>The first rule that covers a child of this type.</summary>
    public IgnoreRule? OfChild(string type) => rules.FirstOrDefault(rule =>
        (rule.Attributes.Count == 0 || rule.Attributes.Any(a => a.CoversChild(type))) && !IsExempt(rule));

    /// <summary>The first rule that covers a change of which nobody knows what it changed.</summary>
    public IgnoreRule? OfUnseen() => rules.FirstOrDefault(rule =>
        (rule.Attributes.Count == 0 || rule.Attributes.Any(a => a.IsEverything)) && !rule.Exemptions.Any(IsMeant));

    /// <summary>The first rule that covers the resource as a whole: its creation or its deletion.</summary>
    public IgnoreRule? OfWhole() => rules.FirstOrDefault(rule => rule.Attributes.Count == 0 && !IsExempt(rule));

    private bool IsExempt(IgnoreRule rule) => rule.Exemptions.Any(e => e.Attribute is null && IsMeant(e));

    private bool IsMeant(Exemption exempt) => exempt.Type.Fit(subject.Type) && exempt.Id.Fit(subject.Ids);
}
