using DriftStream.Ingest;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ingest;

public sealed class QueueAddressTests
{
    [Theory]
    [InlineData("https://sqs.eu-west-1.amazonaws.com/111122223333/drift", "eu-west-1")]
    [InlineData("https://sqs.us-gov-west-1.amazonaws.com/111122223333/drift", "us-gov-west-1")]
    [InlineData("https://sqs.cn-north-1.amazonaws.com.cn/111122223333/drift", "cn-north-1")]
    public void A_queue_at_its_regions_usual_place_is_reached_by_region(string url, string region)
    {
        var address = QueueAddress.Parse(new Uri(url), regionElsewhere: "ap-south-1");

        address.ShouldBe(new QueueAddress(new Uri(url), "drift", region, Endpoint: null));
        address.ToConfig().RegionEndpoint.SystemName.ShouldBe(region);
        address.ToConfig().AuthenticationRegion.ShouldBe(region);
    }

    [Theory]
    [InlineData("https://vpce-0a1b-2c3d.sqs.eu-west-1.vpce.amazonaws.com/111122223333/drift", "eu-west-1", "https://vpce-0a1b-2c3d.sqs.eu-west-1.vpce.amazonaws.com/")]
    [InlineData("https://sqs-fips.us-east-2.amazonaws.com/111122223333/drift", "us-east-2", "https://sqs-fips.us-east-2.amazonaws.com/")]
    [InlineData("https://eu-central-1.queue.amazonaws.com/111122223333/drift", "eu-central-1", "https://eu-central-1.queue.amazonaws.com/")]
    [InlineData("http://sqs.eu-west-3.localhost:4566/000000000000/drift", "eu-west-3", "http://sqs.eu-west-3.localhost:4566/")]
    [InlineData("http://127.0.0.1:4566/000000000000/drift", "ap-south-1", "http://127.0.0.1:4566/")]
    public void A_queue_elsewhere_is_reached_at_its_own_host(string url, string region, string endpoint)
    {
        var address = QueueAddress.Parse(new Uri(url), regionElsewhere: "ap-south-1");

        address.ShouldBe(new QueueAddress(new Uri(url), "drift", region, new Uri(endpoint)));
        address.ToConfig().AuthenticationRegion.ShouldBe(region);
    }

    [Fact]
    public void Without_any_region_requests_are_signed_for_us_east_1() =>
        QueueAddress.Parse(new Uri("http://127.0.0.1:4566/000000000000/drift"), regionElsewhere: null).Region.ShouldBe("us-east-1");
}
