using DriftStream.Core.CloudTrail;

namespace DriftStream.Core.Judging.Severities;

/// <summary>What the user thinks of an effect, everywhere or in some places. In every pattern <c>*</c> stands for anything; upper and lower case count.</summary>
/// <param name="Change">What becomes of the severity.</param>
public sealed record SeverityRule(SeverityChange Change)
{
    /// <summary>The effects that are meant, by name.</summary>
    public string Effect { get; init; } = "*";

    /// <summary>The states that are meant, by name.</summary>
    public string State { get; init; } = "*";

    /// <summary>The addresses that are meant.</summary>
    public string Address { get; init; } = "*";

    /// <summary>The Terraform types that are meant.</summary>
    public string Type { get; init; } = "*";

    /// <summary>Whether a pattern means at least one effect of the table.</summary>
    public static bool Names(string effect) => SeverityEffects.All.Any(e => PrincipalPattern.Matches(effect, e.Name));

    internal bool Fits(SeverityEffect effect, SeverityPlace place) =>
        PrincipalPattern.Matches(Effect, effect.Name) && Fits(State, place.State) && Fits(Address, place.Address) && Fits(Type, place.Type);

    // What no state holds has neither state nor address, so only a rule that asks for none fits it.
    private static bool Fits(string pattern, string? value) => pattern == "*" || PrincipalPattern.Matches(pattern, value);
}

/// <summary>Where a finding is.</summary>
/// <param name="State">The state's name; null where no state holds the resource.</param>
/// <param name="Address">Its address; null where no state holds it.</param>
/// <param name="Type">Its Terraform type.</param>
internal sealed record SeverityPlace(string? State, string? Address, string Type);
