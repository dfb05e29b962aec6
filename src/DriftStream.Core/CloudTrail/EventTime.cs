using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace DriftStream.Core.CloudTrail;

/// <summary>Reads the ISO 8601 times of records; those that went through other tools have a blank for the T, fractions or an offset.</summary>
internal static partial class EventTime
{
    private const string WholeSeconds = "yyyy-MM-dd'T'HH:mm:ss";
    private const int MaxFraction = 7;
    private const int UsualLength = 20;

    /// <summary>The time in UTC; null where the JSON is no text, or the text no time.</summary>
    public static DateTimeOffset? Read(ReadOnlySpan<byte> json)
    {
        if (TryReadUsual(json, out var whole))
        {
            return whole;
        }

        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        Span<char> letters = stackalloc char[UsualLength];
        return json is [(byte)'"', .. { Length: UsualLength } usual, (byte)'"']
            && DateTimeOffset.TryParseExact(letters[..Encoding.UTF8.GetChars(usual, letters)], WholeSeconds + "'Z'", CultureInfo.InvariantCulture, utc, out var time)
                ? time
                : JsonText.Text(json)?.Trim() is { } text ? ReadOther(text) : null;
    }

    // "2026-03-01T08:15:30Z", digit by digit: every record has one or two of them.
    private static bool TryReadUsual(ReadOnlySpan<byte> json, out DateTimeOffset time)
    {
        time = default;
        if (json is not [(byte)'"', _, _, _, _, (byte)'-', _, _, (byte)'-', _, _, (byte)'T', _, _, (byte)':', _, _, (byte)':', _, _, (byte)'Z', (byte)'"'])
        {
            return false;
        }

        var (year, month, day) = (Number(json[1..5]), Number(json[6..8]), Number(json[9..11]));
        var (hour, minute, second) = (Number(json[12..14]), Number(json[15..17]), Number(json[18..20]));
        var isTime = year > 0 && month is > 0 and <= 12 && day > 0 && day <= DateTime.DaysInMonth(year, month) && hour is >= 0 and < 24 && minute is >= 0 and < 60 && second is >= 0 and < 60;
        time = isTime ? new(year, month, day, hour, minute, second, TimeSpan.Zero) : default;
        return isTime;
    }

    // -1 where there is something else than digits.
    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return -1;
            }

            number = (number * 10) + digit - '0';
        }

        return number;
    }

    private static DateTimeOffset? ReadOther(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success
            || !DateTime.TryParseExact(match.Groups["whole"].Value.Replace(' ', 'T').Replace('t', 'T'), WholeSeconds, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return null;
        }

        var fraction = match.Groups["fraction"].Value;
        var ticks = fraction.Length == 0 ? 0 : long.Parse(fraction[..Math.Min(fraction.Length, MaxFraction)].PadRight(MaxFraction, '0'), CultureInfo.InvariantCulture);
        var offset = match.Groups["hours"].Success
            ? new TimeSpan(Number(match, "hours"), match.Groups["minutes"].Success ? Number(match, "minutes") : 0, 0)
            : TimeSpan.Zero;
        var utc = local.Ticks + ticks - (match.Groups["sign"].Value == "-" ? -offset.Ticks : offset.Ticks);
        return utc >= 0 && utc <= DateTime.MaxValue.Ticks ? new DateTimeOffset(utc, TimeSpan.Zero) : null;
    }

    /// <summary>Whether a record can be of that time. At the ends of the calendar no time after or before it could be told.</summary>
    public static bool IsOfRecords(DateTimeOffset time) => time.Year is >= 1970 and < 3000;

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<whole>[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2})([.,](?<fraction>[0-9]{1,12}))?([Zz]|(?<sign>[+-])(?<hours>[0-9]{2}):?(?<minutes>[0-9]{2})?)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
