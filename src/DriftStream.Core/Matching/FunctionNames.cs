namespace DriftStream.Core.Matching;

/// <summary>The short forms in which Lambda takes a function: <c>function:thumbs</c>, <c>111122223333:thumbs</c>, <c>thumbs:$LATEST</c>.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html</remarks>
internal static class FunctionNames
{
    private const string Marker = "function";
    private const int AccountLength = 12;

    /// <summary>The form that says account, function and version; the text itself where it is a plain name or says that much already.</summary>
    /// <param name="text">What the call says.</param>
    /// <param name="account">The account of the event.</param>
    public static string Whole(string text, string account)
    {
        if (!text.Contains(':', StringComparison.Ordinal) || text.StartsWith("arn:", StringComparison.Ordinal))
        {
            return text;
        }

        var parts = text.Split(':').SkipWhile(IsRegion).ToList();
        if (parts.Count > 1 && parts[0].Length == AccountLength && parts[0].All(char.IsAsciiDigit))
        {
            (account, parts) = (parts[0], parts[1..]);
        }

        return $"{account}:{Marker}:{string.Join(':', parts is [Marker, ..] ? parts[1..] : parts)}";
    }

    // eu-west-1, us-gov-east-1
    private static bool IsRegion(string part) => part.Split('-') is { Length: 3 or 4 } words && words[0].Length == 2 && char.IsAsciiDigit(words[^1][0]);
}
