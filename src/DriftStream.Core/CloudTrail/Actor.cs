namespace DriftStream.Core.CloudTrail;

/// <summary>Who caused an event, in words a colleague would use. Absent facts are null.</summary>
/// <param name="Name">The person, job, instance or service; never an <c>AROA…</c> id, and not the role when the person is known.</param>
/// <param name="Kind">What kind of actor it is.</param>
/// <param name="Via">With what the call was made.</param>
/// <param name="Type">userIdentity.type as recorded.</param>
/// <param name="Arn">The caller's ARN as recorded.</param>
/// <param name="Account">The caller's account.</param>
/// <param name="Role">The name of the role behind the session.</param>
/// <param name="SourceIp">Where the call came from: an address or an AWS service.</param>
/// <param name="UserAgent">The agent as recorded, brackets removed.</param>
/// <param name="Mfa">Whether the session was opened with MFA; null where the record does not say.</param>
/// <param name="Confidence">How sure <see cref="Name"/> and <see cref="Kind"/> are.</param>
public sealed record Actor(
    string? Name,
    ActorKind Kind,
    ActorVia Via,
    string? Type,
    string? Arn,
    string? Account,
    string? Role,
    string? SourceIp,
    string? UserAgent,
    bool? Mfa,
    Confidence Confidence)
{
    private const string SsoRole = "AWSReservedSSO_";

    /// <summary>Who opened the session, and the one before it, from the caller outward; empty where no earlier event tells.</summary>
    public IReadOnlyList<ActorLink> Chain { get; init; } = [];

    /// <summary>What is known of the CI job behind the call; null where none is known.</summary>
    public CiJob? Job { get; init; }

    /// <summary>The permission set that Identity Center made the role from, as people chose its name; null for any other role.</summary>
    public string? PermissionSet =>
        Role?.StartsWith(SsoRole, StringComparison.Ordinal) == true && Role.LastIndexOf('_') is var end && end > SsoRole.Length
            ? Role[SsoRole.Length..end]
            : null;
}

/// <summary>What kind of actor caused an event.</summary>
public enum ActorKind
{
    /// <summary>The record does not tell.</summary>
    Unknown,

    /// <summary>A person.</summary>
    Human,

    /// <summary>An instance, a function, a CI job, a service's role.</summary>
    Automation,

    /// <summary>AWS itself.</summary>
    Service,

    /// <summary>A declared runner of Terraform.</summary>
    Terraform,
}

/// <summary>With what a call was made.</summary>
public enum ActorVia
{
    /// <summary>The agent does not tell.</summary>
    Unknown,

    /// <summary>The AWS console in a browser.</summary>
    Console,

    /// <summary>aws-cli or CloudShell.</summary>
    Cli,

    /// <summary>Any SDK, Pulumi included.</summary>
    Sdk,

    /// <summary>Terraform or OpenTofu.</summary>
    Terraform,

    /// <summary>A CloudFormation stack.</summary>
    CloudFormation,

    /// <summary>Another AWS service.</summary>
    Service,
}

/// <summary>How sure DriftStream is of an actor.</summary>
public enum Confidence
{
    /// <summary>Nothing is known.</summary>
    Unknown,

    /// <summary>A guess.</summary>
    Guess,

    /// <summary>Likely.</summary>
    Likely,

    /// <summary>Very likely.</summary>
    VeryLikely,

    /// <summary>AWS says so.</summary>
    Certain,
}
