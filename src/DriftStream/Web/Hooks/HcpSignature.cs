using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace DriftStream.Web.Hooks;

/// <summary>Tells notifications that HCP Terraform signed from all others.</summary>
/// <remarks>
/// https://developer.hashicorp.com/terraform/cloud-docs/api-docs/notification-configurations#notification-authenticity.
/// The signature covers no time, so a recorded notification is as genuine the second time: whoever takes one must not believe what it says.
/// </remarks>
internal sealed class HcpSignature(IOptions<HcpOptions> options)
{
    /// <summary>The header with the HMAC-SHA512 of the body in hexadecimal digits.</summary>
    public const string Header = "X-TFE-Notification-Signature";

    private readonly byte[]? _secret = options.Value.WebhookSecret is { } secret ? Encoding.UTF8.GetBytes(secret.Reveal()) : null;

    /// <summary>Whether there is a secret to check with.</summary>
    public bool IsConfigured => _secret is not null;

    /// <summary>Whether the body was signed with the secret; takes as long for a wrong signature as for the right one.</summary>
    public bool Accepts(string signature, ReadOnlySpan<byte> body)
    {
        Span<byte> given = stackalloc byte[HMACSHA512.HashSizeInBytes];
        return _secret is { } secret
            && signature.Length == 2 * given.Length
            && Convert.FromHexString(signature, given, out _, out _) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(given, HMACSHA512.HashData(secret, body));
    }
}
