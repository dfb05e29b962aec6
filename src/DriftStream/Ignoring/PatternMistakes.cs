using DriftStream.Configuration;

namespace DriftStream.Ignoring;

/// <summary>Why a pattern could fit nothing; null where it may fit.</summary>
internal static class PatternMistakes
{
    public static string? OfText(string pattern) =>
        pattern.Length == 0 || pattern.Trim() != pattern ? "it is empty or has blanks around it, so it would fit nothing." : null;

    public static string? OfAddress(string pattern) => OfText(pattern) switch
    {
        { } harm => harm,
        _ when pattern.StartsWith("data.", StringComparison.Ordinal) => "data sources are only read, so it would fit nothing.",
        _ when !IsClosed(pattern) => "its brackets or quotes are not closed, so it would fit nothing. Write aws_instance.web[0] or module.net[\"eu\"].*.",
        _ when !pattern.Contains('.', StringComparison.Ordinal) && !pattern.Contains('*', StringComparison.Ordinal) => "an address has a type and a name, so it would fit nothing. Write aws_s3_bucket.logs, or use type.",
        _ => null,
    };

    public static string? OfType(string pattern) => OfText(pattern) switch
    {
        { } harm => harm,
        _ when !pattern.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '*') => "a type has small letters, digits and underscores, so it would fit nothing. Write aws_s3_bucket; for one resource use address.",
        _ => null,
    };

    public static string? OfAccount(string pattern) => OfText(pattern) switch
    {
        { } harm => harm,
        _ when !AccountName.IsId(pattern) && !pattern.Contains('*', StringComparison.Ordinal) => "an account id has 12 digits, so it would fit nothing.",
        _ => null,
    };

    private static bool IsClosed(string pattern)
    {
        var (open, isQuoted) = (0, false);
        foreach (var letter in pattern)
        {
            isQuoted ^= letter == '"';
            open += isQuoted ? 0 : letter == '[' ? 1 : letter == ']' ? -1 : 0;
        }

        return open == 0 && !isQuoted;
    }
}
