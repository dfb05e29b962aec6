namespace DriftStream.Core.Tests.Terraform;

/// <summary>Where the sources, and the material that may lie beside them, are.</summary>
internal static class RepositoryFolder
{
    public static string Root { get; } = Find();

    public static string? Shared(string below)
    {
        var path = Path.GetFullPath(Path.Combine(Root, "..", "shared", below));
        return Path.Exists(path) ? path : null;
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "DriftStream.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"no DriftStream.sln above {AppContext.BaseDirectory}");
        }

        return folder.FullName;
    }
}
