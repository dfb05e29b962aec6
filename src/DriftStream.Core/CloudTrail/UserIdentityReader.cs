namespace DriftStream.Core.CloudTrail;

/// <summary>Reads userIdentity. What is missing or of another type than documented reads as absent.</summary>
internal static class UserIdentityReader
{
    private static readonly string[] OfIdentity =
    [
        "type", "principalId", "arn", "accountId", "userName", "accessKeyId", "invokedBy", "identityProvider", "onBehalfOf", "credentialId", "sessionContext",
    ];

    private static readonly string[] OfSession = ["sessionIssuer", "attributes", "sourceIdentity", "ec2RoleDelivery", "webIdFederationData"];
    private static readonly string[] OfIssuer = ["arn", "userName", "type"];
    private static readonly string[] OfAttributes = ["mfaAuthenticated", "creationDate"];

    /// <summary>The identity in this JSON; no bytes read as an identity without facts.</summary>
    public static UserIdentity Read(ReadOnlySpan<byte> json)
    {
        var identity = new JsonMembers(json, OfIdentity);
        var session = new JsonMembers(identity["sessionContext"], OfSession);
        var issuer = new JsonMembers(session["sessionIssuer"], OfIssuer);
        var attributes = new JsonMembers(session["attributes"], OfAttributes);
        return new UserIdentity
        {
            Type = identity.Text("type"),
            PrincipalId = identity.Text("principalId"),
            Arn = identity.Text("arn"),
            Account = identity.Text("accountId"),
            UserName = identity.Text("userName"),
            AccessKeyId = identity.Text("accessKeyId"),
            InvokedBy = identity.Text("invokedBy"),
            IdentityProvider = identity.Text("identityProvider"),
            OnBehalfOfUser = new JsonMembers(identity["onBehalfOf"], ["userId"]).Text("userId"),
            CredentialId = identity.Text("credentialId"),
            IssuerArn = issuer.Text("arn"),
            IssuerName = issuer.Text("userName"),
            IssuerType = issuer.Text("type"),
            Mfa = attributes.Flag("mfaAuthenticated"),
            SessionOpened = EventTime.Read(attributes["creationDate"]),
            SourceIdentity = session.Text("sourceIdentity"),
            Ec2RoleDelivery = session.Text("ec2RoleDelivery"),
            FederatedProvider = new JsonMembers(session["webIdFederationData"], ["federatedProvider"]).Text("federatedProvider"),
        };
    }
}
