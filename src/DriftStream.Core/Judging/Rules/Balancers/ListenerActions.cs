using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules.Balancers;

/// <summary>
/// Actions of listeners and their rules. One target group can be written as <c>target_group_arn</c> or as a <c>forward</c> block,
/// and the console always sends the block: they mean the same.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html</remarks>
internal static class ListenerActions
{
    private static readonly string[] Sent = ["FixedResponseConfig", "RedirectConfig", "AuthenticateCognitoConfig", "AuthenticateOidcConfig", "JwtValidationConfig"];

    /// <summary>What sending the actions does to the attribute that holds them.</summary>
    public static AttributeEffect Effect(ResourceType type, string attribute, IReadOnlyList<Value> actions)
    {
        var schema = type.Attributes[attribute].Nested;
        return new(attribute, before => Value.ListOf(actions.Select((a, i) => Plain(Action(schema, a, before.Items.ElementAtOrDefault(i) ?? Value.EmptyMap), i))))
        {
            View = held => Value.ListOf(held.Items.Select((a, i) => Plain(a, i))),
            DecidesAll = true,
        };
    }

    private static Value Action(IReadOnlyDictionary<string, AttributeFacts> schema, Value sent, Value before)
    {
        List<KeyValuePair<string, Value>> members =
        [
            KeyValuePair.Create("type", sent["type"]),
            KeyValuePair.Create("order", sent["order"]),
            KeyValuePair.Create("target_group_arn", sent["targetGroupArn"]),
            KeyValuePair.Create("forward", Forward(sent["forwardConfig"])),
        ];
        foreach (var config in Sent.Where(c => schema.ContainsKey(Block(c))))
        {
            var facts = schema[Block(config)];
            var block = sent.Find(config, StringComparison.OrdinalIgnoreCase) is { Kind: ValueKind.Map } found ? Coercion.To(facts, found) : Value.EmptyList;
            // What a call leaves out has its default, but a secret stays what it was.
            members.Add(KeyValuePair.Create(Block(config), Secret(before[Block(config)], block) is { } secret ? Value.ListOf(block.Items[0].With("client_secret", secret)) : block));
        }

        return Value.MapOf(members);
    }

    private static Value? Secret(Value before, Value sent) =>
        sent.Items is [{ } block] && block["client_secret"].IsNull && before.Items is [{ } held] && !held["client_secret"].IsNull ? held["client_secret"] : null;

    private static Value Forward(Value config)
    {
        var groups = RequestMembers.Each(config["targetGroups"]);
        var stickiness = config["targetGroupStickinessConfig"];
        if (groups.Count == 0 && stickiness.IsNull)
        {
            return Value.EmptyList;
        }

        return Value.ListOf(Value.MapOf(
            ("target_group", Value.ListOf(groups.Select(g => Value.MapOf(("arn", g["targetGroupArn"]), ("weight", g["weight"]))))),
            ("stickiness", stickiness.IsNull ? Value.EmptyList : Value.ListOf(Value.MapOf(("duration", stickiness["durationSeconds"]), ("enabled", stickiness["enabled"]))))));
    }

    // One spelling for both sides: a single target as its ARN, and the order that the list has.
    private static Value Plain(Value action, int at)
    {
        var forward = Blocks(action["forward"]).FirstOrDefault(Value.Null);
        var groups = Blocks(forward["target_group"]);
        var isSticky = Blocks(forward["stickiness"]).Any(s => s["enabled"].SaysTrue);
        var single = groups.Count == 1 && !isSticky ? groups[0]["arn"] : groups.Count == 0 ? action["target_group_arn"] : Value.Null;
        var order = action["order"] is { Text: not ("" or "0") } told ? told : Value.Of(at + 1);
        var plain = action.With("order", order).With("target_group_arn", single).With("forward", groups.Count == 0 ? action["forward"] : single.IsNull ? Value.ListOf(Weighed(forward, isSticky)) : Value.EmptyList);
        return Value.MapOf(plain.Members.Select(m => KeyValuePair.Create(m.Key, m.Key == "redirect" ? Value.ListOf(Blocks(m.Value).Select(Redirect)) : m.Value)));
    }

    private static Value Weighed(Value forward, bool isSticky) => forward
        .With("target_group", Value.ListOf(Blocks(forward["target_group"]).Select(g => g["weight"].IsNull ? g.With("weight", Value.Of(1)) : g)))
        .With("stickiness", isSticky ? forward["stickiness"] : Value.EmptyList);

    private static Value Redirect(Value redirect) => Value.MapOf(
        ("host", Or(redirect["host"], "#{host}")),
        ("path", Or(redirect["path"], "/#{path}")),
        ("port", Or(redirect["port"], "#{port}")),
        ("protocol", Or(redirect["protocol"], "#{protocol}")),
        ("query", Or(redirect["query"], "#{query}")),
        ("status_code", redirect["status_code"]));

    private static IReadOnlyList<Value> Blocks(Value value) => value.Kind == ValueKind.Map ? [value] : value.Items;

    private static Value Or(Value value, string byDefault) => value is { IsScalar: true, Text.Length: > 0 } ? value : Value.Of(byDefault);

    // FixedResponseConfig is fixed_response.
    private static string Block(string config) => config switch
    {
        "FixedResponseConfig" => "fixed_response",
        "RedirectConfig" => "redirect",
        "AuthenticateCognitoConfig" => "authenticate_cognito",
        "JwtValidationConfig" => "jwt_validation",
        _ => "authenticate_oidc",
    };
}
