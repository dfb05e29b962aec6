using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DriftStream.Core.Tests.Judging;

/// <summary>States of the corpus in their short form, a list of addresses with attributes, made into Terraform's format 4.</summary>
internal static partial class ShortState
{
    private const string Provider = """provider["registry.terraform.io/hashicorp/aws"]""";

    /// <summary>The state as Terraform would write it; one that is written in full stays as it is.</summary>
    public static JsonObject Expand(JsonObject state, string lineage) => state.ContainsKey("version")
        ? state
        : new()
        {
            ["version"] = 4,
            ["terraform_version"] = "1.13.4",
            ["serial"] = 1,
            ["lineage"] = lineage,
            ["outputs"] = new JsonObject(),
            ["resources"] = new JsonArray([.. state["resources"]!.AsArray().Select(r => Resource(r!.AsObject()))]),
            ["check_results"] = null,
        };

    private static JsonObject Resource(JsonObject brief)
    {
        var address = AddressPattern().Match(brief["address"]!.GetValue<string>());
        var resource = new JsonObject
        {
            ["mode"] = address.Groups["data"].Success ? "data" : "managed",
            ["type"] = address.Groups["type"].Value,
            ["name"] = address.Groups["name"].Value,
            ["provider"] = brief["provider"]?.DeepClone() ?? Provider,
            ["instances"] = new JsonArray(Instance(brief, address.Groups["key"].Value)),
        };
        if (address.Groups["module"].Value is { Length: > 0 } module)
        {
            resource.Insert(0, "module", module.TrimEnd('.'));
        }

        return resource;
    }

    private static JsonObject Instance(JsonObject brief, string key)
    {
        var instance = new JsonObject
        {
            ["schema_version"] = brief["schema_version"]?.DeepClone() ?? 0,
            ["attributes"] = brief["attributes"]!.DeepClone(),
            ["sensitive_attributes"] = brief["sensitive_attributes"]?.DeepClone() ?? new JsonArray(),
        };
        foreach (var name in (IEnumerable<string>)["deposed", "status"])
        {
            if (brief[name] is { } mark)
            {
                instance[name] = mark.DeepClone();
            }
        }

        if (key.Length > 0)
        {
            instance.Insert(0, "index_key", JsonNode.Parse(key));
        }

        return instance;
    }

    [GeneratedRegex("""^(?<module>(module\.[\w-]+(\[[^\]]*\])?\.)*)(?<data>data\.)?(?<type>\w+)\.(?<name>[\w-]+)(\[(?<key>.+)\])?$""", RegexOptions.ExplicitCapture)]
    private static partial Regex AddressPattern();
}
