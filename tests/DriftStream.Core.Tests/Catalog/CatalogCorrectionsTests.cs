using DriftStream.Core.Catalog;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Catalog;

public sealed class CatalogCorrectionsTests
{
    private static readonly EventCatalog Catalog = EventCatalog.Load();

    [Fact]
    public void Each_correction_still_corrects_something()
    {
        var numbers = Catalog.Events.Select((key, number) => (key, number)).ToDictionary(pair => pair.key, pair => pair.number);

        foreach (var correction in CatalogCorrections.All)
        {
            var derived = Catalog.Derived(numbers[new(correction.Service + ".amazonaws.com", correction.Operation)])
                .Single(row => row.Type?.Name == correction.Type);

            (correction.IsWrong || RowNotation.Of(correction.Apply(derived)) != RowNotation.Of(derived)).ShouldBeTrue(correction.ToString());
            correction.Pairs.ShouldAllBe(pair => derived.Pairs.Any(found => found.Path == pair.Member));
            correction.NotTouched.ShouldBeSubsetOf(derived.Touch);
            correction.Settings.Concat(correction.NotIdentifying).ShouldBeSubsetOf(derived.Ids.Select(id => id.Path));
            correction.Pairs.ShouldAllBe(pair => pair.Attribute == null || derived.Type!.Attribute(pair.Attribute) != null);
        }
    }

    [Fact]
    public void A_corrected_fact_is_what_a_lookup_gives()
    {
        var acl = Catalog.Find("ec2.amazonaws.com", "ReplaceNetworkAclEntry")!.Single(row => row.Type!.Name == "aws_network_acl_rule");
        acl.Pairs.Single(pair => pair.Path == "CidrBlock").Attributes.ShouldBe(["cidr_block"]);

        var stop = Catalog.Find("ec2.amazonaws.com", "StopInstances")!.Single(row => row.Type!.Name == "aws_instance");
        stop.Touch.ShouldBeEmpty();
    }
}
