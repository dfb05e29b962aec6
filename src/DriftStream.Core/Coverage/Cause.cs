namespace DriftStream.Core.Coverage;

/// <summary>Why an attribute's change is not told whole.</summary>
public enum Cause
{
    /// <summary>It is told.</summary>
    None,

    /// <summary>CloudTrail leaves the value out.</summary>
    NotLogged,

    /// <summary>The provider or the state calls it a secret, and secrets are never shown.</summary>
    Secret,

    /// <summary>The state's format is that of Terraform 0.11, whose blocks are not compared.</summary>
    OldFormat,

    /// <summary>It says which object of AWS the resource is; with another value it is another object.</summary>
    Identity,

    /// <summary>The provider replaces the resource to change it.</summary>
    ForcesReplacement,

    /// <summary>No event is known to change it.</summary>
    NoEvent,

    /// <summary>Nothing in the state tells which object of AWS the resource is.</summary>
    NotIdentified,

    /// <summary>AWS does not have it, so it cannot drift.</summary>
    TerraformOnly,

    /// <summary>Terraform sends it and keeps nothing of it.</summary>
    WriteOnly,

    /// <summary>No answer of AWS is known to show it.</summary>
    NotReturned,
}

/// <summary>Words and sentences for causes.</summary>
public static class CauseWords
{
    /// <summary>The word for programs, e.g. <c>terraform-only</c>; null where there is no cause to tell.</summary>
    public static string? Word(this Cause cause) => cause switch
    {
        Cause.None => null,
        Cause.NotLogged => "not-logged",
        Cause.Secret => "secret",
        Cause.OldFormat => "old-format",
        Cause.Identity => "identity",
        Cause.ForcesReplacement => "forces-replacement",
        Cause.NoEvent => "no-event",
        Cause.NotIdentified => "not-identified",
        Cause.TerraformOnly => "terraform-only",
        Cause.WriteOnly => "write-only",
        _ => "not-returned",
    };

    /// <summary>What it means, for people.</summary>
    public static string Sentence(this Cause cause) => cause switch
    {
        Cause.None => "",
        Cause.NotLogged => "CloudTrail leaves the value out",
        Cause.Secret => "a secret, so its value is never shown",
        Cause.OldFormat => "blocks of states of Terraform 0.11 are not compared",
        Cause.Identity => "says which object it is",
        Cause.ForcesReplacement => "changes only with the whole object",
        Cause.NoEvent => "no event tells",
        Cause.NotIdentified => "nothing tells which object it is",
        Cause.TerraformOnly => "exists in Terraform only",
        Cause.WriteOnly => "written, never read back",
        _ => "no event tells, and no read is known to show it",
    };
}
