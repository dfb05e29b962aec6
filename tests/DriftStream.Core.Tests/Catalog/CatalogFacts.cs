using System.IO.Compression;
using System.Text.Json;

namespace DriftStream.Core.Tests.Catalog;

/// <summary>The derived facts as JSON, in the folder beside the repository.</summary>
internal sealed class CatalogFacts(string folder)
{
    private static readonly Lazy<CatalogFacts> Shared = new(() => new(Checkout.Shared("catalogue")));

    private readonly JsonDocument _catalogue = Read(folder, "catalogue.json.gz");
    private readonly JsonDocument _attributes = Read(folder, "attributes.json.gz");
    private readonly JsonDocument _reads = Read(folder, "reads.json.gz");

    public JsonElement Events => _catalogue.RootElement.GetProperty("events");

    public JsonElement Types => _catalogue.RootElement.GetProperty("types");

    public JsonElement Attributes => _attributes.RootElement.GetProperty("types");

    public JsonElement Reads => _reads.RootElement.GetProperty("reads");

    public static CatalogFacts OrSkip()
    {
        _ = Checkout.Shared("catalogue");
        return Shared.Value;
    }

    private static JsonDocument Read(string folder, string name)
    {
        using var file = File.OpenRead(Path.Combine(folder, name));
        using var json = new GZipStream(file, CompressionMode.Decompress);
        return JsonDocument.Parse(json);
    }
}
