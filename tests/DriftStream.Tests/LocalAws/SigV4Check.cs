using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace DriftStream.Tests.LocalAws;

/// <summary>Recomputes a request's signature from the request as it arrived.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html</remarks>
internal sealed class SigV4Check(string accessKey, string secret)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <exception cref="LocalAwsException">The request is not signed, or not with this secret for this service.</exception>
    public void Verify(HttpRequest request, ReadOnlySpan<byte> body, string service)
    {
        var fields = Fields(request.Headers.Authorization.ToString());
        var scope = fields["Credential"].Split('/');
        if (scope[0] != accessKey)
        {
            throw Refused("InvalidClientTokenId", "The security token included in the request is invalid.");
        }

        var signed = fields["SignedHeaders"].Split(';');
        if (scope.Length != 5 || scope[3] != service || !AreEnough(signed, request))
        {
            throw Refused("SignatureDoesNotMatch", $"The scope {string.Join('/', scope[1..])} or the signed headers are not right for {service}.");
        }

        var canonical = Canonical(request, body, signed);
        var toSign = $"{Algorithm}\n{request.Headers["x-amz-date"]}\n{string.Join('/', scope[1..])}\n{Hash(Encoding.UTF8.GetBytes(canonical))}";
        var key = scope[1..].Aggregate(Encoding.UTF8.GetBytes($"AWS4{secret}"), Mac);
        if (Convert.ToHexStringLower(Mac(key, toSign)) != fields["Signature"])
        {
            throw Refused("SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided.");
        }
    }

    private static Dictionary<string, string> Fields(string authorization) =>
        authorization.StartsWith(Algorithm, StringComparison.Ordinal)
            ? authorization[Algorithm.Length..].Split(',').Select(field => field.Trim().Split('=', 2)).ToDictionary(field => field[0], field => field[1])
            : throw Refused("MissingAuthenticationToken", "The request carries no signature.");

    private static bool AreEnough(string[] signed, HttpRequest request) =>
        signed.Contains("host")
        && request.Headers.Keys.Select(name => name.ToLowerInvariant())
            .Where(name => name.StartsWith("x-amz-", StringComparison.Ordinal))
            .All(signed.Contains);

    private static string Canonical(HttpRequest request, ReadOnlySpan<byte> body, string[] signed)
    {
        var path = string.Join('/', (request.Path.Value ?? "/").Split('/').Select(Uri.EscapeDataString));
        var query = request.Query
            .SelectMany(pair => pair.Value, (pair, value) => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(value ?? "")}")
            .Order(StringComparer.Ordinal);
        var headers = signed.Select(name => $"{name}:{Trimmed(request.Headers[name].ToString())}\n");
        return $"{request.Method}\n{path}\n{string.Join('&', query)}\n{string.Concat(headers)}\n{string.Join(';', signed)}\n{Hash(body)}";
    }

    private static string Trimmed(string value) =>
        string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static LocalAwsException Refused(string code, string message) => new(code, message, status: 403);
}
