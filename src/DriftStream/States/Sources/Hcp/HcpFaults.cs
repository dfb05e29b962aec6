using System.Globalization;
using System.Net.Http.Headers;
using DriftStream.Network;

namespace DriftStream.States.Sources.Hcp;

/// <summary>Says in a sentence why a server gave nothing, and what would help. No sentence holds an address that the server named, because some are secrets.</summary>
internal static class HcpFaults
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(2);

    /// <summary>Why a token does not open the API.</summary>
    public static string Unauthorized(HcpToken token) =>
        $"the server does not accept the token from {token.Whence}: it is wrong, was revoked or has expired; make a new one (`terraform login`) and put it there";

    /// <summary>That there is no token.</summary>
    public static string NoToken(string host) =>
        $"there is no token for {host}: set {HcpTokens.VariableOf(host)}, run `terraform login {host}` as the user that DriftStream runs as, or give the entry a Token";

    /// <summary>That a server sends whoever asks elsewhere.</summary>
    public static string Redirected(Uri? to) => to is { IsAbsoluteUri: true, Host.Length: > 0 }
        ? $"the server sends on to {to.IdnHost}, and the token is sent to no other host: if that is the right one, name it (tfe://{to.IdnHost}/…)"
        : "the server sends on to another page, as one does that is not HCP Terraform or Terraform Enterprise: check the host";

    /// <summary>Why nothing came.</summary>
    public static string Words(HttpRequestException failure) => failure switch
    {
        { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            "no TLS connection that can be trusted comes about, and a token goes over no other: if a proxy or a CA of your own signs the server's certificate, name that CA's certificate (PEM) in Network:ExtraCa",
        { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => "it answers with more than anybody could have meant to send",
        _ => $"it cannot be reached: {OutgoingFault.Words(failure)}",
    };

    /// <summary>Whether it may be reached later as things are.</summary>
    public static bool MayPass(HttpRequestException failure) =>
        failure.HttpRequestError is not (HttpRequestError.SecureConnectionError or HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.NameResolutionError);

    /// <summary>How long a server asks to send nothing: in seconds or until a moment, in either of two headers.</summary>
    public static TimeSpan Pause(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var asked = headers.RetryAfter is { } retry ? retry.Delta ?? retry.Date - now
            : headers.TryGetValues("X-RateLimit-Reset", out var values) && double.TryParse(values.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds) ? Seconds(seconds)
            : null;
        return asked is not { } pause || pause < TimeSpan.Zero ? UsualPause : pause < LongestPause ? pause : LongestPause;
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, LongestPause.TotalSeconds));
}
