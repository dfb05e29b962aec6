namespace DriftStream.Core.CloudTrail;

/// <summary>userIdentity as recorded; what it lacks is null. <see cref="Actor"/> is what DriftStream makes of it.</summary>
/// <remarks>https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html</remarks>
public sealed record UserIdentity
{
    /// <summary>IAMUser, AssumedRole, Root, FederatedUser, AWSService, AWSAccount, SAMLUser, WebIdentityUser, IdentityCenterUser.</summary>
    public string? Type { get; init; }

    /// <summary>principalId, e.g. <c>AROA…:alice@example.com</c>.</summary>
    public string? PrincipalId { get; init; }

    /// <summary>The caller's ARN.</summary>
    public string? Arn { get; init; }

    /// <summary>The caller's account.</summary>
    public string? Account { get; init; }

    /// <summary>userName of an IAM user.</summary>
    public string? UserName { get; init; }

    /// <summary>The access key the call was signed with.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>The AWS service that called on behalf of the caller.</summary>
    public string? InvokedBy { get; init; }

    /// <summary>sessionContext.sessionIssuer.arn: the role behind the session.</summary>
    public string? IssuerArn { get; init; }

    /// <summary>sessionContext.sessionIssuer.userName: the role's name.</summary>
    public string? IssuerName { get; init; }

    /// <summary>sessionContext.sessionIssuer.type.</summary>
    public string? IssuerType { get; init; }

    /// <summary>sessionContext.attributes.mfaAuthenticated; null where the record does not say.</summary>
    public bool? Mfa { get; init; }

    /// <summary>sessionContext.attributes.creationDate: when the session was opened.</summary>
    public DateTimeOffset? SessionOpened { get; init; }

    /// <summary>sessionContext.sourceIdentity: set by whoever assumed the role, and kept through chains.</summary>
    public string? SourceIdentity { get; init; }

    /// <summary>sessionContext.ec2RoleDelivery: the session belongs to an instance.</summary>
    public string? Ec2RoleDelivery { get; init; }

    /// <summary>sessionContext.webIdFederationData.federatedProvider.</summary>
    public string? FederatedProvider { get; init; }

    /// <summary>identityProvider of SAMLUser and WebIdentityUser.</summary>
    public string? IdentityProvider { get; init; }

    /// <summary>onBehalfOf.userId: an Identity Center user.</summary>
    public string? OnBehalfOfUser { get; init; }

    /// <summary>credentialId of an Identity Center session.</summary>
    public string? CredentialId { get; init; }
}
