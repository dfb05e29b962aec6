using System.Text.Json.Nodes;

namespace DriftStream.Core.Tests.Metamorphic;

/// <summary>A resource instance of a state in the corpus.</summary>
/// <param name="Type">The resource type.</param>
/// <param name="Attributes">Its attributes, to be changed in place.</param>
internal sealed record StatedResource(string Type, JsonObject Attributes)
{
    /// <summary>The instances with attributes of a state in the short or in Terraform's own form.</summary>
    public static IEnumerable<StatedResource> In(JsonObject state) =>
        from resource in state["resources"]?.AsArray() ?? []
        let type = resource["type"]?.GetValue<string>() ?? TypeOf(resource["address"]!.GetValue<string>())
        from attributes in resource["instances"] is JsonArray instances ? instances.Select(i => i!["attributes"]) : [resource["attributes"]]
        where attributes is JsonObject
        select new StatedResource(type, attributes.AsObject());

    // module.net["a.b"].aws_subnet.a[0]: the type is the first aws_ word.
    private static string TypeOf(string address) => address[address.IndexOf("aws_", StringComparison.Ordinal)..].Split('.')[0];
}
