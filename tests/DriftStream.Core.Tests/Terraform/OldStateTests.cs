using Shouldly;
using Xunit;
using static DriftStream.Core.Tests.Terraform.StateText;

namespace DriftStream.Core.Tests.Terraform;

public sealed class OldStateTests
{
    private const string Version3 = """
        {"version":3,"terraform_version":"0.11.14","serial":12,"lineage":"old-shop","modules":[
          {"path":["root"],"outputs":{},"depends_on":[],"resources":{
            "aws_instance.web.0":{"type":"aws_instance","depends_on":["aws_vpc.main"],"provider":"provider.aws",
              "primary":{"id":"i-1","attributes":{"id":"i-1","tags.%":"1","tags.Name":"web"},"meta":{},"tainted":true},
              "deposed":[{"id":"i-0","attributes":{"id":"i-0"}}]},
            "aws_instance.web.1":{"type":"aws_instance","primary":{"id":"i-2","attributes":{}},"deposed":[],"provider":"provider.aws.west"},
            "aws_vpc.main":{"type":"aws_vpc","primary":{"id":"vpc-1"},"provider":""},
            "data.aws_ami.linux":{"type":"aws_ami","primary":{"id":"ami-1","attributes":{"id":"ami-1"}}},
            "random_pet.name":{"type":"random_pet","primary":{"id":"cat"},"provider":"provider.random"},
            "nonsense":{"type":"aws_vpc","primary":{"id":"vpc-2"}}}},
          {"resources":{"aws_vpc.main":{"type":"aws_vpc","primary":{"id":"vpc-3"},"provider":"module.net.provider.aws"}},"path":["root","net","eu"]}]}
        """;

    [Fact]
    public void Addresses_are_those_that_newer_versions_give()
    {
        var state = Read(Version3);

        state.Instances.Select(i => $"{i.Address} {i.Deposed} {i.Attributes["id"].Text}").ShouldBe([
            "aws_instance.web[0]  i-1",
            "aws_instance.web[0] 0 i-0",
            "aws_instance.web[1]  i-2",
            "aws_vpc.main  vpc-1",
            "module.net.module.eu.aws_vpc.main  vpc-3",
        ]);
        (state.Version, state.Serial, state.Lineage, state.OtherInstances).ShouldBe((3, 12L, "old-shop", 1));
    }

    [Fact]
    public void Marks_and_providers_are_kept()
    {
        var instances = Read(Version3).Instances;

        instances.ShouldAllBe(i => i.ScalarsOnly);
        instances.Select(i => i.Tainted).ShouldBe([true, false, false, false, false]);
        instances.Select(i => i.ProviderAlias).ShouldBe([null, null, "west", null, null]);
        instances.Select(i => i.ConfiguredRegion).ShouldBe(["eu-north-1", "eu-north-1", null, "eu-north-1", null]);
        instances[0].Attributes["tags"]["Name"].Text.ShouldBe("web");
    }

    [Fact]
    public void What_is_lost_is_said() => Read(Version3).Problems.ShouldBe([
        "The entry 'nonsense' in the state's resources is not one of a resource; it is left out.",
        "Terraform 0.11 or older wrote some of the resources: their ids, plain values, maps and lists are compared, " +
        "their blocks are not. `terraform apply -refresh-only` with a newer Terraform rewrites them.",
    ]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_oldest_versions_have_no_lineage(int version)
    {
        var state = Read($$"""{"version":{{version}},"serial":1,"modules":[{"path":["root"],"resources":{"aws_vpc.main":{"type":"aws_vpc","primary":{"id":"vpc-1","attributes":{"cidr":"10.0.0.0/16"} } } } }]}""");

        (state.Version, state.Lineage).ShouldBe((version, ""));
        state.Instances.ShouldHaveSingleItem().Attributes.ToString().ShouldBe("""{"cidr":"10.0.0.0/16","id":"vpc-1"}""");
    }
}
