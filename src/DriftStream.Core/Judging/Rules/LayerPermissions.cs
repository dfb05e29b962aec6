using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Permissions on one version of a layer: layer and number together name what they are put on.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/api/API_AddLayerVersionPermission.html</remarks>
internal static class LayerPermissions
{
    private const string Permission = "aws_lambda_layer_version_permission";
    private const string Layer = "aws_lambda_layer_version";

    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) => IsKnown(situation)
        ? [.. AnyCall.Reads(situation), .. Reading.Identifying(situation, Layer, ("layerName", "layer_name"), ("versionNumber", "version"))]
        : null;

    /// <summary>What the call does; null where it is another call, or a state holds the permission, or none the layer.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (!IsKnown(situation) || situation.Rows.SelectMany(r => situation.Matcher.Match(r, situation.Change)).Any() || Held(situation) is not { Count: > 0 } layers)
        {
            return null;
        }

        var child = Sent(situation, "layer_name", "version_number", "statement_id");
        var details = Sent(situation, "layer_name", "version_number", "statement_id", "action", "principal", "organization_id");
        return
        [
            .. layers.Select(l => Verbs.Adds(situation.Change.Operation)
                ? Ownership.Added(l, null, hasSeparate: true, null, Permission, child, details)
                : Ownership.Removed(situation, l, null, hasSeparate: true, null, Permission, child)),
        ];
    }

    private static bool IsKnown(Situation situation) => situation.Change is { Source: "lambda.amazonaws.com", Operation: "AddLayerVersionPermission" or "RemoveLayerVersionPermission" };

    private static List<ResourceInstance> Held(Situation situation) => situation.Text("layerName") is not { } layer || situation.Text("versionNumber") is not { } version
        ? []
        : [.. ((IEnumerable<string>)["layer_name", "layer_arn"]).SelectMany(a => situation.Matcher.Named(Layer, a, layer, situation.Change)).Distinct().Where(i => i.Attributes["version"].Text == version)];

    private static Value Sent(Situation situation, params IEnumerable<string> attributes) => Value.MapOf(
        from attribute in attributes
        from member in RequestMembers.Find(situation.Request, attribute.Replace("_", "", StringComparison.Ordinal))
        select KeyValuePair.Create(attribute, member.Value));
}
