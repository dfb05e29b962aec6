namespace DriftStream.States.Windows;

/// <summary>The locks that Terraform keeps beside states on the local disk.</summary>
internal static class LocalLocks
{
    /// <summary>Who applies to which of the files.</summary>
    public static IReadOnlyList<ApplySighting> Of(IReadOnlyList<StateFile> files) => [.. files.Select(Of).OfType<ApplySighting>()];

    private static ApplySighting? Of(StateFile file) => Names(file.Path).Select(name => Of(file, name)).FirstOrDefault(seen => seen is not null);

    // The local backend's is hidden; the S3 backend's has its state's name, which counts where a bucket is mirrored to a folder.
    private static string[] Names(string state) => [Path.Combine(Path.GetDirectoryName(state) ?? "", $".{Path.GetFileName(state)}.lock.info"), state + ".tflock"];

    private static ApplySighting? Of(StateFile file, string name)
    {
        try
        {
            var info = new FileInfo(name);
            return !info.Exists || info.Length > LockContent.MostBytes || LockContent.Read(File.ReadAllBytes(name)) is not { IsApply: true } held ? null
                : new(file.Path, held.Created ?? info.LastWriteTimeUtc, held.Who);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It went between the two looks, or nobody may read it: the next look tells.
            return null;
        }
    }
}
