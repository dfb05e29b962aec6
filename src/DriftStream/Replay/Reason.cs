namespace DriftStream.Replay;

/// <summary>Says why the system refused a file, without repeating the path that the message is about.</summary>
internal static class Reason
{
    public static string Of(Exception refused) => refused switch
    {
        UnauthorizedAccessException => "permission denied",
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        PathTooLongException => "its path is too long",
        _ => refused.Message,
    };
}
