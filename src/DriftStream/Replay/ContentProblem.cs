namespace DriftStream.Replay;

/// <summary>What can be wrong with an input as a whole, in the words that people read behind its name.</summary>
internal static class ContentProblem
{
    /// <summary>A file without a byte.</summary>
    public const string Empty = "it is empty";

    /// <summary>Nothing but blanks.</summary>
    public const string Blank = "there is nothing in it";

    /// <summary>The disk or the network refused.</summary>
    public static string CannotBeRead(Exception refused) => $"it cannot be read: {Reason.Of(refused)}";

    /// <summary>The packed data contradicts itself.</summary>
    public static string Damaged(long unpacked) => $"its gzip data is damaged after {unpacked} unpacked bytes; only what comes before was read";

    /// <summary>The packed data ends without its end.</summary>
    public static string Truncated(long unpacked) => $"it is truncated: its gzip data stops after {unpacked} unpacked bytes without an end; only these were read";
}
