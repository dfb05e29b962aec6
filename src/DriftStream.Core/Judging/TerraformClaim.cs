using DriftStream.Core.CloudTrail;

namespace DriftStream.Core.Judging;

/// <summary>Whether a call claims to be Terraform's and whether that is believed: the table in the contract's section 2.</summary>
/// <param name="Claims">Terraform's or OpenTofu's agent, and no console session.</param>
/// <param name="IsRunner">The principal is a declared runner and claims.</param>
/// <param name="IsPlausible">The claim is believed: a declared runner, or none are declared.</param>
internal sealed record TerraformClaim(bool Claims, bool IsRunner, bool IsPlausible)
{
    /// <summary>What is added to the reason where no state could confirm the call.</summary>
    public const string UncheckedNote = "; taken as Terraform's without a check";

    /// <summary>What is added to the reason while the call waits for its state.</summary>
    public const string HeldNote = "; it is held as Terraform's until the state says so";

    /// <summary>What is added to the reason where the state never said so.</summary>
    public const string UnconfirmedNote = "; made with Terraform's user agent, not in the state";

    /// <summary>Believed only because somebody was applying to that state when it was made.</summary>
    public bool IsInWindow { get; init; }

    /// <summary>Who was applying then, where that is known.</summary>
    public string? AppliedBy { get; init; }

    /// <summary>Believed although no state holds the object.</summary>
    public bool CoversUnheld => Claims && IsPlausible;

    /// <summary>The claim of an event that is nobody's who says to be Terraform.</summary>
    public static TerraformClaim None { get; } = new(Claims: false, IsRunner: false, IsPlausible: false);

    /// <summary>What becomes of an address's verdict under the claim.</summary>
    public Ruling Rule(Verdict verdict)
    {
        if (!Claims || verdict == Verdict.Reverted)
        {
            return new(verdict, "", IsUnchecked: false, Raises: false, KeepsBook: true);
        }

        if (verdict is Verdict.InSync)
        {
            return new(Verdict.Terraform, "; it is Terraform's own call", IsUnchecked: false, Raises: false, KeepsBook: true);
        }

        if (verdict is Verdict.NoEffect or Verdict.Unknown)
        {
            return new(IsPlausible ? Verdict.Terraform : verdict, "", IsUnchecked: false, Raises: false, KeepsBook: true);
        }

        if (IsPlausible)
        {
            return new(Verdict.Terraform, UncheckedNote, IsUnchecked: true, Raises: false, KeepsBook: false);
        }

        // Hidden values and children that no state holds are judged like anyone's; a different value is a false claim.
        return verdict is Verdict.Touched or Verdict.Attached
            ? new(verdict, "", IsUnchecked: false, Raises: false, KeepsBook: true)
            : new(verdict, "; it claims Terraform, but its principal is no declared runner", IsUnchecked: false, Raises: true, KeepsBook: true);
    }
}

/// <summary>What a claim makes of a verdict.</summary>
/// <param name="Verdict">The verdict to give.</param>
/// <param name="Addition">What the reason says more.</param>
/// <param name="IsUnchecked">It was believed without a check.</param>
/// <param name="Raises">The severity goes up one step.</param>
/// <param name="KeepsBook">The deviations that the event caused are kept.</param>
internal sealed record Ruling(Verdict Verdict, string Addition, bool IsUnchecked, bool Raises, bool KeepsBook)
{
    /// <summary>The ignore rule that made it so; null for none.</summary>
    public string? Rule { get; init; }

    /// <summary>Something of it waits for the state.</summary>
    public bool IsHeld { get; init; }

    /// <summary>What becomes of a call that waits for its state: what it brought back is said at once.</summary>
    public static Ruling Held(Verdict atOnce) => atOnce == Verdict.Reverted
        ? new(Verdict.Reverted, "; what else it did is held until the state says so", IsUnchecked: false, Raises: false, KeepsBook: true) { IsHeld = true }
        : new(Verdict.Terraform, TerraformClaim.HeldNote, IsUnchecked: false, Raises: false, KeepsBook: true) { IsHeld = true };

    /// <summary>What is said of a call that no state ever confirmed.</summary>
    public static Ruling Unconfirmed(Verdict verdict, TerraformClaim claim) => claim.IsInWindow
        ? new(verdict, TerraformClaim.UnconfirmedNote + "; its principal is no declared runner", IsUnchecked: false, Raises: true, KeepsBook: true)
        : new(verdict, TerraformClaim.UnconfirmedNote, IsUnchecked: false, Raises: false, KeepsBook: true);

    /// <summary>What an ignore rule makes of a verdict.</summary>
    public static Ruling Ignored(string addition, string rule) =>
        new(Verdict.Ignored, addition, IsUnchecked: false, Raises: false, KeepsBook: false) { Rule = rule };
}
