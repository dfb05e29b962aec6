namespace DriftStream.Core.CloudTrail.Sessions;

/// <summary>By what a session is known again.</summary>
internal static class SessionKey
{
    private const int Shortest = 16;
    private const int Longest = 128;

    /// <summary>The access key id, unless somebody blacked it out.</summary>
    public static string? Of(string? accessKeyId) => accessKeyId is not null && IsKey(accessKeyId) ? accessKeyId : null;

    /// <summary>A session by its ARN and the second it was opened in. The console gives out keys that no record of an opening names.</summary>
    public static string? Place(string? arn, DateTimeOffset? opened) => arn is not null && opened is { } time ? $"{arn} {time.ToUnixTimeSeconds()}" : null;

    private static bool IsKey(ReadOnlySpan<char> text)
    {
        if (text.Length is < Shortest or > Longest || text[0] != 'A')
        {
            return false;
        }

        foreach (var letter in text)
        {
            if (!char.IsAsciiLetterUpper(letter) && !char.IsAsciiDigit(letter))
            {
                return false;
            }
        }

        return true;
    }
}
