using DriftStream.Configuration;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Configuration;

public sealed class StateEntryTests
{
    [Theory]
    [InlineData("prod.tfstate", null, "prod.tfstate")]
    [InlineData("prod=/states/prod.tfstate", "prod", "/states/prod.tfstate")]
    [InlineData("envs/prod=s3://acme/prod?versionId=1", "envs/prod", "s3://acme/prod?versionId=1")]
    [InlineData("https://example.com/state?ref=main", null, "https://example.com/state?ref=main")]
    [InlineData("./a=b.tfstate", null, "./a=b.tfstate")]
    [InlineData("/states/a=b.tfstate", null, "/states/a=b.tfstate")]
    [InlineData("=x", null, "=x")]
    public void A_name_may_stand_before_the_place(string text, string? name, string url)
    {
        var entry = StateEntry.Parse(text);

        (entry.Name, entry.Url).ShouldBe((name, url));
    }
}
