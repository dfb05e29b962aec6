using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;

namespace DriftStream.Core.Coverage;

/// <summary>Whether an event can be matched with an instance.</summary>
/// <param name="Attributes">The attributes by which events name one.</param>
/// <param name="IsSingleton">There is one for each account or region.</param>
internal sealed record Identification(IReadOnlyList<string> Attributes, bool IsSingleton)
{
    /// <summary>Why no event can be matched; null where one can, and where there is no event at all.</summary>
    public string? Fault(ResourceInstance instance, Placement place)
    {
        if (Attributes.Any(a => Matcher.Texts(instance, a).Any()) || (IsSingleton && place.Account is not null) || (Attributes.Count == 0 && !IsSingleton))
        {
            return null;
        }

        return IsSingleton
            ? "there is one for each account and region, and nothing in the state says which account it lives in"
            : $"events would name it by {Listed}, and the state holds no value there";
    }

    private string Listed => Attributes.Count == 1 ? Attributes[0] : $"{string.Join(", ", Attributes.SkipLast(1))} or {Attributes[^1]}";
}
