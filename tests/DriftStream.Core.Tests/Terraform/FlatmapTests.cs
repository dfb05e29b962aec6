using System.Text;
using DriftStream.Core.Terraform;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Terraform;

public sealed class FlatmapTests
{
    [Theory]
    [InlineData("""{"id":"i-1","ebs":"false"}""", """{"id":"i-1","ebs":"false"}""")]
    [InlineData("""{"tags.%":"2","tags.Team":"shop","tags.a.b/c":"x"}""", """{"tags":{"Team":"shop","a.b/c":"x"},"id":"i-9"}""")]
    [InlineData("""{"tags.#":"1","tags.Team":"shop"}""", """{"tags":{"Team":"shop"},"id":"i-9"}""")]
    [InlineData("""{"tags.%":"0"}""", """{"tags":{},"id":"i-9"}""")]
    [InlineData("""{"zones.#":"0"}""", """{"zones":[],"id":"i-9"}""")]
    [InlineData("""{"zones.#":"11","zones.10":"k","zones.2":"c","zones.0":"a"}""", """{"zones":["a","c","k"],"id":"i-9"}""")]
    [InlineData("""{"groups.#":"2","groups.914832":"sg-1","groups.7":"sg-2"}""", """{"groups":["sg-2","sg-1"],"id":"i-9"}""")]
    public void Plain_values_maps_and_lists_of_them_become_json(string flat, string expected) => Json(flat).ShouldBe(expected);

    [Theory]
    [InlineData("""{"rule.#":"1","rule.77.port":"22","rule.77.cidrs.#":"1","rule.77.cidrs.0":"::/0"}""")]
    [InlineData("""{"rule.#":"3"}""")]
    public void Blocks_and_lists_without_their_elements_are_left_out(string flat) => Json(flat).ShouldBe("""{"id":"i-9"}""");

    private static string Json(string flat) => Encoding.UTF8.GetString(Flatmap.ToJson(Encoding.UTF8.GetBytes(flat), "i-9").Span);
}
