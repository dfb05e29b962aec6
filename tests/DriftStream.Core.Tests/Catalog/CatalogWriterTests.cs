using DriftStream.Core.Catalog;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Catalog;

public sealed class CatalogWriterTests
{
    private static readonly string Embedded = Path.Combine(Checkout.Root, "src", "DriftStream.Core", "Catalog");

    [Fact]
    public void The_embedded_catalogue_is_what_the_writer_makes_of_the_facts() =>
        Written(EventCatalog.Resource, facts => CatalogWriter.Write(facts, GoConstants.Read()));

    [Fact]
    public void The_embedded_reads_are_what_the_writer_makes_of_the_facts() =>
        Written(CatalogReads.Resource, ReadsWriter.Write);

    /// <summary>With DRIFTSTREAM_WRITE_CATALOG=1 it writes the file instead, see docs/catalogue.md.</summary>
    private static void Written(string resource, Func<CatalogFacts, byte[]> write)
    {
        var facts = CatalogFacts.OrSkip();
        var path = Path.Combine(Embedded, resource);
        var file = write(facts);

        if (Environment.GetEnvironmentVariable("DRIFTSTREAM_WRITE_CATALOG") is "1")
        {
            File.WriteAllBytes(path, file);
        }

        file.AsSpan().SequenceEqual(File.ReadAllBytes(path)).ShouldBeTrue($"{resource} is not what the facts say; write it again as docs/catalogue.md tells.");
    }
}
