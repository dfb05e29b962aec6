using DriftStream.Core.Catalog;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Catalog;

public sealed class CatalogFileTests
{
    private static readonly byte[] File = CatalogFile.Embedded(EventCatalog.Resource);

    [Fact]
    public void A_changed_byte_is_found_before_anything_is_read()
    {
        byte[] changed = [.. File];
        changed[^100] ^= 1;

        Should.Throw<InvalidDataException>(() => CatalogFile.Check(changed, "catalog.bin"))
            .Message.ShouldMatch("^The embedded catalogue 'catalog.bin' has checksum [0-9a-f]{8} instead of [0-9a-f]{8}: bytes are missing or were changed. Write it again, see docs/catalogue.md.$");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(100_000)]
    public void A_cut_off_file_is_found_before_anything_is_read(int length) =>
        Should.Throw<InvalidDataException>(() => CatalogFile.Check(File[..length], "catalog.bin"));

    [Theory]
    [InlineData(9)]
    [InlineData(10_000)]
    [InlineData(300_000)]
    [InlineData(700_000)]
    public void Tables_that_end_too_early_are_called_damaged_even_with_a_right_checksum(int length) =>
        Should.Throw<InvalidDataException>(() => new EventCatalog(CatalogWriter.Sealed(File[CatalogFile.HeaderLength..length])))
            .Message.ShouldContain("docs/catalogue.md");

    [Fact]
    public void Another_format_is_refused()
    {
        byte[] newer = [.. File];
        newer[3]++;

        Should.Throw<InvalidDataException>(() => CatalogFile.Check(newer, "catalog.bin"))
            .Message.ShouldContain("does not begin with its mark");
    }

    [Fact]
    public void A_resource_that_was_not_built_in_is_named() =>
        Should.Throw<InvalidDataException>(() => CatalogFile.Embedded("nothing.bin")).Message.ShouldContain("'nothing.bin'");

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("vpc")]
    [InlineData("CreateBucket")]
    public void The_checksum_depends_on_every_byte(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        byte[] longer = [.. bytes, 0];

        CatalogFile.Checksum(longer).ShouldNotBe(CatalogFile.Checksum(bytes));
    }
}
