namespace DriftStream.Core.CloudTrail;

/// <summary>Says who caused an event.</summary>
public static class ActorReader
{
    /// <summary>The actor by the record alone. <see cref="ActorKind.Terraform"/> is never given here: only a declared runner is that.</summary>
    public static Actor Read(CloudTrailEvent change) => throw new NotImplementedException(change.Name);

    /// <summary>Whether the call claims to be Terraform's or OpenTofu's: by its agent, and not in a console session.</summary>
    public static bool ClaimsTerraform(CloudTrailEvent change) => throw new NotImplementedException(change.Name);

    /// <summary>Whether the caller matches a runner pattern: the issuer's ARN, the caller's ARN, or the role's ARN rebuilt without its path.</summary>
    public static bool IsRunner(UserIdentity identity, string pattern) => throw new NotImplementedException(identity + pattern);
}
