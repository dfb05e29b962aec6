using System.Text.RegularExpressions;

namespace DriftStream.Core.CloudTrail;

/// <summary>Lambda and CloudFront write the version of their API behind the operation: UpdateFunctionCode20150331v2, CreateFunction2020_05_31.</summary>
internal static partial class OperationName
{
    /// <summary>The operation in an event's name.</summary>
    public static string Of(string eventName) =>
        char.IsAsciiDigit(eventName[^1]) && Version().Match(eventName) is { Success: true } version ? eventName[..version.Index] : eventName;

    [GeneratedRegex(@"(?<=.)([0-9]{8}(v[0-9]+)?|[0-9]{4}_[0-9]{2}_[0-9]{2})$", RegexOptions.ExplicitCapture)]
    private static partial Regex Version();
}
