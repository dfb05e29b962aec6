using System.Globalization;
using System.Text.RegularExpressions;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Severities;

/// <summary>The oldest version of TLS that a security policy lets in, by its name: all services write it differently.</summary>
/// <remarks>https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html</remarks>
internal static partial class TlsFloor
{
    private const int SslVersion3 = 0;

    // ELBSecurityPolicy-2016-08 and other names without a version take TLS 1.0.
    private const int First = 10;

    /// <summary>The version as ten times its number, SSL as 0; null for what names no policy.</summary>
    public static int? Of(Value value) => value.Kind switch
    {
        ValueKind.List when value.Items.Count > 0 => value.Items.Min(Of),
        ValueKind.Text when value.Text.Length > 0 => OfName(value.Text),
        _ => null,
    };

    private static int? OfName(string name) => name switch
    {
        _ when name.StartsWith("SSL", StringComparison.OrdinalIgnoreCase) => SslVersion3,
        _ when Version().Match(name) is { Success: true } match => First + int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
        _ when name.StartsWith("ELBSecurityPolicy-", StringComparison.Ordinal) || name.StartsWith("TLSv1", StringComparison.Ordinal) => First,
        _ => null,
    };

    [GeneratedRegex(@"(?:TLS13|TLS|FS)[-_]?v?1[-_.]([0-3])(?![0-9])")]
    private static partial Regex Version();
}
