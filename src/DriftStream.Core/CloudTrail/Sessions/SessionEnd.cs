using System.Globalization;

namespace DriftStream.Core.CloudTrail.Sessions;

/// <summary>Finds out until when the key of a session works.</summary>
internal static class SessionEnd
{
    /// <summary>The longest that STS lets a session live.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(36);

    // As records have them: "Jul 10, 2023, 12:09:47 PM", older ones without the second comma, edited ones in ISO 8601.
    private static readonly string[] Formats = ["MMM d, yyyy, h:mm:ss tt", "MMM d, yyyy h:mm:ss tt", "yyyy-MM-dd'T'HH:mm:ss'Z'"];

    /// <summary>The expiry as recorded; where that says nothing possible, by the duration asked for; without one, the longest there is.</summary>
    public static DateTimeOffset Of(DateTimeOffset opened, string? expiration, string? durationSeconds)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var text = expiration?.Replace('\u202F', ' ');
        return DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, utc, out var end) && end > opened && end - opened <= Longest
            ? end
            : opened + (int.TryParse(durationSeconds, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 && seconds <= Longest.TotalSeconds
                ? TimeSpan.FromSeconds(seconds)
                : Longest);
    }
}
