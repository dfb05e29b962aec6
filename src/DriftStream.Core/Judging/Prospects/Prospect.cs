namespace DriftStream.Core.Judging.Prospects;

/// <summary>What can come of judging an event, by its name alone.</summary>
public enum Prospect
{
    /// <summary>It has to be judged: not only what it names decides.</summary>
    Open,

    /// <summary>It names nothing that a state holds? Then nothing can come of it, a creation at most (see <see cref="CallProspect.Creates"/>).</summary>
    ByNames,

    /// <summary>It is known to change nothing that Terraform could hold.</summary>
    Quiet,

    /// <summary>Nobody knows what it does: nothing is shown of it.</summary>
    Unknown,
}

/// <summary>Whether a call may have made something.</summary>
public enum Creating
{
    /// <summary>No.</summary>
    Never,

    /// <summary>Only where AWS answered something.</summary>
    IfAnswered,

    /// <summary>Whatever AWS answered.</summary>
    Always,
}
