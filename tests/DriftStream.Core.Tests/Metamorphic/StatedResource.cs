using System.Text.Json;
using System.Text.Json.Nodes;
using DriftStream.Core.Terraform;

namespace DriftStream.Core.Tests.Metamorphic;

/// <summary>A resource instance of a state in the corpus.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Type">The resource type.</param>
/// <param name="Attributes">Its attributes, to be changed in place.</param>
internal sealed record StatedResource(string Address, string Type, JsonObject Attributes)
{
    /// <summary>The instances with attributes of a state in the short or in Terraform's own form.</summary>
    public static IEnumerable<StatedResource> In(JsonObject state) => (state["resources"]?.AsArray() ?? []).SelectMany(r => Instances(r!.AsObject()));

    private static IEnumerable<StatedResource> Instances(JsonObject resource)
    {
        if (resource["address"] is { } address)
        {
            return [new(address.GetValue<string>(), TypeOf(address.GetValue<string>()), resource["attributes"]!.AsObject())];
        }

        var type = resource["type"]?.GetValue<string>() ?? "";
        return
            from instance in resource["instances"]?.AsArray() ?? []
            where instance?["attributes"] is JsonObject
            select new StatedResource(InstanceAddress.Of(resource["module"]?.GetValue<string>(), type, resource["name"]!.GetValue<string>(), Key(instance["index_key"])), type, instance["attributes"]!.AsObject());
    }

    private static string Key(JsonNode? key) => key switch
    {
        null => "",
        _ when key.GetValueKind() == JsonValueKind.Number => InstanceAddress.Key(key.GetValue<int>()),
        _ => InstanceAddress.Key(key.GetValue<string>()),
    };

    // module.net["a.b"].aws_subnet.a[0]: the type is the first aws_ word.
    private static string TypeOf(string address) => address[Math.Max(0, address.IndexOf("aws_", StringComparison.Ordinal))..].Split('.')[0];
}
