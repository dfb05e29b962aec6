using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules.Balancers;

/// <summary>Conditions of listener rules: a field with values, or a block for each kind of field.</summary>
/// <remarks>https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RuleCondition.html</remarks>
internal static class RuleConditions
{
    private static readonly (string Field, string Config, string Block)[] Kinds =
    [
        ("host-header", "hostHeaderConfig", "host_header"),
        ("http-header", "httpHeaderConfig", "http_header"),
        ("http-request-method", "httpRequestMethodConfig", "http_request_method"),
        ("path-pattern", "pathPatternConfig", "path_pattern"),
        ("query-string", "queryStringConfig", "query_string"),
        ("source-ip", "sourceIpConfig", "source_ip"),
    ];

    /// <summary>What sending the conditions does: they replace all that were there.</summary>
    public static AttributeEffect Effect(IEnumerable<Value> conditions) => AttributeEffect.Replace("condition", Value.ListOf(conditions.Select(Condition)));

    private static Value Condition(Value sent) => Value.MapOf(Kinds.Select(k => KeyValuePair.Create(k.Block, IsIt(k.Field, k.Config, sent) ? Block(k.Block, sent, sent[k.Config]) : Value.EmptyList)));

    // The field may be left out where the block of its kind is there.
    private static bool IsIt(string field, string config, Value sent) => sent["field"].IsNull ? !sent[config].IsNull : sent["field"].Text == field;

    private static Value Block(string block, Value sent, Value config)
    {
        if (block == "query_string")
        {
            return RequestMembers.Unwrap(config["values"]);
        }

        // The older form has its values beside the field.
        var values = RequestMembers.Unwrap(config.IsNull ? sent["values"] : config["values"]);
        var plain = Value.MapOf(("regex_values", RequestMembers.Unwrap(config["regexValues"])), ("values", values));
        return Value.ListOf(block switch
        {
            "http_header" => plain.With("http_header_name", config["httpHeaderName"]),
            "http_request_method" or "source_ip" => plain.With("regex_values", null),
            _ => plain,
        });
    }
}
