namespace DriftStream.Core.Judging;

/// <summary>What an event means for one address. The set is closed; the words are promises (see <see cref="VerdictWords"/>).</summary>
public enum Verdict
{
    /// <summary>A managed resource now differs from its state, and the event tells how.</summary>
    Drift,

    /// <summary>A managed resource was changed, but the event hides or does not carry the new value.</summary>
    Touched,

    /// <summary>A managed resource was deleted.</summary>
    Deleted,

    /// <summary>Something no state holds was added to a managed resource.</summary>
    Attached,

    /// <summary>A resource that Terraform can manage was created, and no state holds it.</summary>
    Unmanaged,

    /// <summary>The event brings an open drift back to what the state says.</summary>
    Reverted,

    /// <summary>The event sets what the state already holds.</summary>
    InSync,

    /// <summary>Terraform's own change.</summary>
    Terraform,

    /// <summary>AWS refused the call, or it was a dry run.</summary>
    Failed,

    /// <summary>Nothing was changed.</summary>
    ReadOnly,

    /// <summary>It changed something that no state holds, and created nothing.</summary>
    NotManaged,

    /// <summary>It names a managed resource but changes nothing Terraform could hold.</summary>
    NoEffect,

    /// <summary>DriftStream does not know this event, or its effect only by inference.</summary>
    Unknown,

    /// <summary>An ignore rule matched.</summary>
    Ignored,

    /// <summary>This event was judged before.</summary>
    Duplicate,
}

/// <summary>The contract's words for verdicts.</summary>
public static class VerdictWords
{
    /// <summary>The word, e.g. <c>in-sync</c>.</summary>
    public static string Word(this Verdict verdict) => verdict switch
    {
        Verdict.InSync => "in-sync",
        Verdict.ReadOnly => "read-only",
        Verdict.NotManaged => "not-managed",
        Verdict.NoEffect => "no-effect",
        _ => verdict.ToString().ToLowerInvariant(),
    };

    /// <summary>Whether the verdict is a finding that is shown without <c>--all</c>.</summary>
    public static bool IsShown(this Verdict verdict) => verdict <= Verdict.Reverted;
}
