using System.Globalization;

namespace DriftStream.Replay.Sources;

/// <summary>What CloudTrail's layout says of a path before anything is opened.</summary>
/// <remarks>
/// <c>AWSLogs/ACCOUNT/CloudTrail/REGION/YYYY/MM/DD/…</c>, of an organization <c>AWSLogs/o-ID/ACCOUNT/CloudTrail/…</c>, and anything before it.
/// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
/// </remarks>
/// <param name="Kind">What lies there.</param>
/// <param name="Account">The account; null where the path does not say.</param>
/// <param name="Region">The region; null where the path does not say.</param>
/// <param name="Day">The day on which the file was delivered; null where the path does not say.</param>
internal sealed record LogPlace(LogPlaceKind Kind, string? Account = null, string? Region = null, DateOnly? Day = null)
{
    private const string Root = "AWSLogs";
    private const string Logs = "CloudTrail";

    // Answers of CloudTrail Lake lie beside the logs, in a layout of their own.
    private const string Lake = "CloudTrail-Lake";

    private static readonly LogPlace Outside = new(LogPlaceKind.Outside);

    /// <summary>Reads a key, or the beginning of one that ends in a slash.</summary>
    public static LogPlace Of(string path)
    {
        var names = path.Split('/');
        var root = Array.IndexOf(names, Root, 0, names.Length - 1);
        if (root < 0)
        {
            return Outside;
        }

        var next = root + 1;
        next += At(names, next).StartsWith("o-", StringComparison.Ordinal) ? 1 : 0;
        if (At(names, next) is not { Length: 12 } account || !account.All(char.IsAsciiDigit))
        {
            return new(At(names, next).Length == 0 ? LogPlaceKind.AboveLogs : LogPlaceKind.Other);
        }

        return At(names, next + 1) switch
        {
            "" => new(LogPlaceKind.AboveLogs, account),
            Logs => Inside(names, next + 2, account),
            Lake => Outside,
            _ => new(LogPlaceKind.Other, account),
        };
    }

    private static LogPlace Inside(string[] names, int region, string account) =>
        At(names, region) is { Length: > 0 } name
            ? new(LogPlaceKind.Logs, account, name, DayAt(names, region + 1))
            : new(LogPlaceKind.AboveLogs, account);

    // The last part is a file's name, or empty behind the last slash.
    private static string At(string[] names, int index) => index < names.Length - 1 ? names[index] : "";

    private static DateOnly? DayAt(string[] names, int index) =>
        DateOnly.TryParseExact($"{At(names, index)}/{At(names, index + 1)}/{At(names, index + 2)}", "yyyy/MM/dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}
