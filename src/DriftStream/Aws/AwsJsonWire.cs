using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace DriftStream.Aws;

/// <summary>How requests and responses look as JSON.</summary>
internal static class AwsJsonWire
{
    // Members that the SDK's base classes add to every response; no service sends or expects them.
    private static readonly string[] NotOnTheWire = ["ResponseMetadata", "ContentLength", "HttpStatusCode"];

    /// <summary>Options for a service's source-generated types.</summary>
    public static JsonSerializerOptions For(IJsonTypeInfoResolver types)
    {
        var options = new JsonSerializerOptions
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            TypeInfoResolver = types.WithAddedModifier(LeaveOutSdkMembers),
        };
        options.MakeReadOnly();
        return options;
    }

    private static void LeaveOutSdkMembers(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (NotOnTheWire.Contains(type.Properties[i].Name))
            {
                type.Properties.RemoveAt(i);
            }
        }
    }
}
