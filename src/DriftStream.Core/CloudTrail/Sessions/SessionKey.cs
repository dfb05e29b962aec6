using System.Text.RegularExpressions;

namespace DriftStream.Core.CloudTrail.Sessions;

/// <summary>By what a session is known again.</summary>
internal static partial class SessionKey
{
    /// <summary>The access key id, unless somebody blacked it out.</summary>
    public static string? Of(string? accessKeyId) => accessKeyId is not null && AccessKeyId().IsMatch(accessKeyId) ? accessKeyId : null;

    /// <summary>A session by its ARN and the second it was opened in. The console gives out keys that no record of an opening names.</summary>
    public static string? Place(string? arn, DateTimeOffset? opened) => arn is not null && opened is { } time ? $"{arn} {time.ToUnixTimeSeconds()}" : null;

    [GeneratedRegex("^A[A-Z0-9]{15,127}$")]
    private static partial Regex AccessKeyId();
}
