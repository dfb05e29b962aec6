using System.Buffers.Binary;
using System.Numerics;

namespace DriftStream.Core.CloudTrail;

/// <summary>Reads userIdentity. What is missing or of another type than documented reads as absent.</summary>
internal static class UserIdentityReader
{
    private const int Places = 256;
    private const int MostRemembered = 4096;

    // A session makes many calls. Each thread has its own, of a fixed number.
    [ThreadStatic]
    private static (byte[]? Json, UserIdentity Identity)[]? _known;

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
        if (json.Length is 0 or > MostRemembered)
        {
            return Parse(json);
        }

        ref var place = ref (_known ??= new (byte[]?, UserIdentity)[Places])[Hash(json) % Places];
        if (place.Json is null || !json.SequenceEqual(place.Json))
        {
            place = (json.ToArray(), Parse(json));
        }

        return place.Identity;
    }

    private static uint Hash(ReadOnlySpan<byte> json)
    {
        var hash = (uint)json.Length;
        for (; json.Length >= sizeof(ulong); json = json[sizeof(ulong)..])
        {
            hash = BitOperations.Crc32C(hash, BinaryPrimitives.ReadUInt64LittleEndian(json));
        }

        return hash;
    }

    // Of failed sign-ins AWS tells no name that may be a password typed into the wrong field.
    private static string? Unhidden(string? name) => name is not null && Redaction.IsMarker(name) ? null : name;

    private static UserIdentity Parse(ReadOnlySpan<byte> json)
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
            UserName = Unhidden(identity.Text("userName")),
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
