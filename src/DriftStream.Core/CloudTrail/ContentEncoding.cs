namespace DriftStream.Core.CloudTrail;

/// <summary>Tells UTF-8 text from what only looks like a file of events.</summary>
internal static class ContentEncoding
{
    /// <summary>What is wrong with the content as a whole, to be said after "The content"; null where nothing is.</summary>
    public static string? Complaint(ReadOnlySpan<byte> content) => content switch
    {
        [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..] or [0, (byte)'{' or (byte)'[', ..] or [(byte)'{' or (byte)'[', 0, ..] =>
            "is UTF-16 or UTF-32; CloudTrail writes UTF-8, so convert it first",
        [0x1F, 0x8B, ..] => "is still gzip-compressed",
        [0, 0, ..] => "is binary, not JSON",
        _ when JsonSkim.SkipBlanks(content, Start(content)) == content.Length => "is empty",
        _ => null,
    };

    /// <summary>Where the text begins: behind a byte order mark.</summary>
    public static int Start(ReadOnlySpan<byte> content) => content is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
}
