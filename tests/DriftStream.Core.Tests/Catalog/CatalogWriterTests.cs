using DriftStream.Core.Catalog;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Catalog;

public sealed class CatalogWriterTests
{
    private static readonly string Embedded = Path.Combine(CatalogFacts.RepositoryRoot, "src", "DriftStream.Core", "Catalog");

    [Fact]
    public void The_embedded_form_is_what_the_writer_makes_of_the_facts()
    {
        Assert.SkipUnless(CatalogFacts.Folder is not null, "The facts are not beside the repository.");

        using var facts = new CatalogFacts(CatalogFacts.Folder);
        var file = CatalogWriter.Write(facts, Constants());

        if (Environment.GetEnvironmentVariable("DRIFTSTREAM_WRITE_CATALOG") is not null)
        {
            File.WriteAllBytes(Path.Combine(Embedded, EventCatalog.Resource), file);
        }

        file.ShouldBe(File.ReadAllBytes(Path.Combine(Embedded, EventCatalog.Resource)));
    }

    private static GoConstants Constants() =>
        GoConstants.Read(Path.Combine(CatalogFacts.RepositoryRoot, "tests", "DriftStream.Core.Tests", "Catalog", "GoConstants.txt"));
}
