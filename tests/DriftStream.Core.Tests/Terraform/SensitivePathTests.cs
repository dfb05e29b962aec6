using Shouldly;
using Xunit;
using static DriftStream.Core.Tests.Terraform.StateText;

namespace DriftStream.Core.Tests.Terraform;

public sealed class SensitivePathTests
{
    [Theory]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("""[[{"type":"get_attr","value":"password"}]]""", "password")]
    [InlineData("""[[{"type":"get_attr","value":"login"},{"type":"index","value":{"value":0,"type":"number"}},{"type":"get_attr","value":"key"}]]""", "login.key")]
    [InlineData("""[[{"type":"get_attr","value":"vars"},{"type":"index","value":{"value":"TOKEN","type":"string"}}]]""", "vars.TOKEN")]
    [InlineData("""[[{"type":"get_attr","value":"a"}],[{"type":"get_attr","value":"b"}],[{"type":"get_attr","value":"a"}]]""", "a|b")]
    [InlineData("""["password","login.0.key"]""", "password|login.key")]
    public void Marks_become_paths_without_positions(string marks, string expected) =>
        Paths(marks).ShouldBe(expected.Split('|', StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData("""[[{"type":"get_attr","value":"login"},{"type":"later","value":"x"},{"type":"get_attr","value":"key"}]]""", "login")]
    [InlineData("[[]]", "id|password")]
    [InlineData("[{}]", "id|password")]
    public void A_mark_that_is_not_understood_hides_more(string marks, string expected) => Paths(marks).ShouldBe(expected.Split('|'));

    private static IReadOnlyList<string> Paths(string marks) =>
        ReadResources(Resource(Instance($"\"sensitive_attributes\":{marks}", """{"id":"1","password":"p"}"""))).Instances.ShouldHaveSingleItem().SensitivePaths;
}
