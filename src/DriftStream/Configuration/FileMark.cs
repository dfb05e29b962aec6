namespace DriftStream.Configuration;

/// <summary>What tells that a file was written: another mark means that it has to be read again.</summary>
internal static class FileMark
{
    /// <summary>Name, size and time of the file; of what it leads to where it is a link.</summary>
    public static string Of(string path)
    {
        var file = Target(new(path));
        return $"{path} {(file.Exists ? file.Length : -1)} {(file.Exists ? file.LastWriteTimeUtc.Ticks : 0)}";
    }

    // Kubernetes swaps a link above the file, and the link that the file itself is never changes.
    private static FileInfo Target(FileInfo file)
    {
        try
        {
            return file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        }
        catch (IOException)
        {
            return file;
        }
    }
}
