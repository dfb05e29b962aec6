using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Xunit;

namespace DriftStream.Core.Tests.Catalog;

/// <summary>The derived facts as JSON, in the folder beside the repository.</summary>
internal sealed class CatalogFacts(string folder)
{
    public static readonly string RepositoryRoot = FindRoot();

    private static readonly string Folder = Path.Combine(RepositoryRoot, "..", "shared", "catalogue");

    private static readonly Lazy<CatalogFacts> Shared = new(() => new(Folder));

    private readonly JsonDocument _catalogue = Read(folder, "catalogue.json.gz");
    private readonly JsonDocument _attributes = Read(folder, "attributes.json.gz");
    private readonly JsonDocument _reads = Read(folder, "reads.json.gz");

    public JsonElement Events => _catalogue.RootElement.GetProperty("events");

    public JsonElement Types => _catalogue.RootElement.GetProperty("types");

    public JsonElement Attributes => _attributes.RootElement.GetProperty("types");

    public JsonElement Reads => _reads.RootElement.GetProperty("reads");

    public static CatalogFacts OrSkip()
    {
        Assert.SkipUnless(Directory.Exists(Folder), "The facts are not beside the repository.");
        return Shared.Value;
    }

    private static JsonDocument Read(string folder, string name)
    {
        using var file = File.OpenRead(Path.Combine(folder, name));
        using var json = new GZipStream(file, CompressionMode.Decompress);
        return JsonDocument.Parse(json);
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here)!;
        while (!File.Exists(Path.Combine(folder, "DriftStream.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException($"DriftStream.sln is in no folder above {here}.");
        }

        return folder;
    }
}
