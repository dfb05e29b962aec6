using DriftStream.Core.Values;

namespace DriftStream.Core.CloudTrail;

/// <summary>Reads userIdentity. What is missing or of another type than documented reads as absent.</summary>
internal static class UserIdentityReader
{
    /// <summary>The identity in this JSON; no bytes read as an identity without facts.</summary>
    public static UserIdentity Read(ReadOnlySpan<byte> json)
    {
        if (json is not [(byte)'{', ..])
        {
            return new UserIdentity();
        }

        var identity = ValueReader.Read(json);
        var session = identity["sessionContext"];
        var issuer = session["sessionIssuer"];
        return new UserIdentity
        {
            Type = Text(identity, "type"),
            PrincipalId = Text(identity, "principalId"),
            Arn = Text(identity, "arn"),
            Account = Text(identity, "accountId"),
            UserName = Text(identity, "userName"),
            AccessKeyId = Text(identity, "accessKeyId"),
            InvokedBy = Text(identity, "invokedBy"),
            IdentityProvider = Text(identity, "identityProvider"),
            OnBehalfOfUser = Text(identity["onBehalfOf"], "userId"),
            CredentialId = Text(identity, "credentialId"),
            IssuerArn = Text(issuer, "arn"),
            IssuerName = Text(issuer, "userName"),
            IssuerType = Text(issuer, "type"),
            Mfa = Flag(session["attributes"]["mfaAuthenticated"]),
            SourceIdentity = Text(session, "sourceIdentity"),
            Ec2RoleDelivery = Text(session, "ec2RoleDelivery"),
            FederatedProvider = Text(session["webIdFederationData"], "federatedProvider"),
        };
    }

    private static string? Text(Value map, string name) =>
        map[name] is { Kind: ValueKind.Text or ValueKind.Number } value && value.Text.Trim() is { Length: > 0 } text ? text : null;

    private static bool? Flag(Value value) => bool.TryParse(value.Text, out var flag) ? flag : null;
}
