using DriftStream.Core.Terraform;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Terraform;

public sealed class ProviderReferenceTests
{
    [Theory]
    [InlineData("""provider["registry.terraform.io/hashicorp/aws"]""", true, true, null)]
    [InlineData("""provider["registry.opentofu.org/hashicorp/aws"]""", true, true, null)]
    [InlineData("""provider["registry.terraform.io/-/aws"]""", true, true, null)]
    [InlineData("""provider["mirror.example.com/fork/aws"].west""", true, true, "west")]
    [InlineData("""module.net.provider["registry.terraform.io/hashicorp/aws"].west""", true, false, "west")]
    [InlineData("""module.provider.provider["registry.terraform.io/hashicorp/aws"]""", true, false, null)]
    [InlineData("provider.aws", true, true, null)]
    [InlineData("provider.aws.west", true, true, "west")]
    [InlineData("module.net.provider.aws.west", true, false, "west")]
    [InlineData("aws", true, true, null)]
    [InlineData("aws.west", true, true, "west")]
    [InlineData("", true, true, null)]
    [InlineData(null, true, true, null)]
    [InlineData("""provider["registry.terraform.io/hashicorp/awscc"]""", false, true, null)]
    [InlineData("provider.google", false, true, null)]
    [InlineData("""provider["broken""", false, false, null)]
    public void The_provider_and_its_alias_are_told_apart(string? text, bool isAws, bool isRoot, string? alias) =>
        ProviderReference.Parse(text).ShouldBe(new ProviderReference(isAws, isRoot, alias));

    [Theory]
    [InlineData("provider.aws", "eu-north-1")]
    [InlineData("provider.aws.us-east-1", "us-east-1")]
    [InlineData("provider.aws.us_gov_west_1", "us-gov-west-1")]
    [InlineData("provider.aws.ap-southeast-2", "ap-southeast-2")]
    [InlineData("provider.aws.use1", null)]
    [InlineData("provider.aws.west", null)]
    [InlineData("provider.aws.us-east-1-dr", null)]
    [InlineData("module.net.provider.aws", null)]
    public void A_region_is_only_known_for_the_default_provider_and_for_aliases_that_spell_one(string provider, string? region) =>
        ProviderReference.Parse(provider).Region("eu-north-1").ShouldBe(region);
}
