using DriftStream.Core.Catalog;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Catalog;

public sealed class EventCatalogTests
{
    private static readonly EventCatalog Catalog = EventCatalog.Load();

    [Fact]
    public void The_whole_provider_is_known()
    {
        Catalog.EventCount.ShouldBe(5446);
        Catalog.TypeCount.ShouldBe(1691);
        Catalog.Events.Sum(key => Catalog.Find(key.Source, key.Operation)!.Count).ShouldBe(6242);
        Catalog.Types.All(name => Catalog.Type(name)!.Name == name).ShouldBeTrue();
    }

    [Fact]
    public void An_event_leads_to_the_type_its_identifier_and_what_feeds_its_attributes()
    {
        var row = Catalog.Find("s3.amazonaws.com", "PutBucketVersioning")!.First(row => row.Type!.Name == "aws_s3_bucket_versioning");

        row.Weight.ShouldBe(3);
        row.Ids[0].Path.ShouldBe("Bucket");
        row.Ids[0].Attributes.ShouldContain("bucket");
        row.Pairs.Single(pair => pair.Path == "VersioningConfiguration.Status").Attributes.ShouldBe(["versioning_configuration.status"]);
    }

    [Theory]
    [InlineData("route53domains.amazonaws.com", "updateDomainContact")]
    [InlineData("s3express.amazonaws.com", "PutBucketPolicy")]
    public void Other_spellings_of_the_same_event_are_known(string source, string operation) =>
        Catalog.Find(source, operation).ShouldNotBeNull();

    [Theory]
    [InlineData("s3.amazonaws.com", "GetBucketVersioning")]
    [InlineData("s3.amazonaws.com", "")]
    [InlineData("", "PutBucketVersioning")]
    [InlineData(".amazonaws.com", "PutBucketVersioning")]
    [InlineData("S3.amazonaws.com", "PutBucketVersioning")]
    [InlineData("s3.amazonaws.com", "PutBucketVersioningÄ")]
    public void What_the_catalogue_does_not_know_is_null(string source, string operation) =>
        Catalog.Find(source, operation).ShouldBeNull();
}
