namespace DriftStream.Ignoring;

/// <summary>Where a folder really lies, links on the way followed, so that a folder is known again under another name.</summary>
internal static class RealFolder
{
    /// <summary>The folder's own path; the given one where a link leads nowhere or round in a circle.</summary>
    public static string Of(string path)
    {
        try
        {
            return Follow(Path.GetFullPath(path));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }

    private static string Follow(string path)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        var folder = Path.Combine(Follow(parent), Path.GetFileName(path));
        return Directory.ResolveLinkTarget(folder, returnFinalTarget: true) is { } target ? Follow(target.FullName) : folder;
    }
}
