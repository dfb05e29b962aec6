using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules.Waf;

/// <summary>The default action of a web ACL: an empty block that says everything by being there, which no comparison of values can see.</summary>
internal static class WebAclActions
{
    private static readonly string[] Actions = ["allow", "block"];

    /// <summary>What is read of the request.</summary>
    public static IEnumerable<LeafUse> Reads(Situation situation) => situation.Change.Source == "wafv2.amazonaws.com"
        ? Reading.Values(situation, "aws_wafv2_web_acl", Actions.Select(a => ("defaultAction." + a, "default_action")))
        : [];

    /// <summary>The effect on the default action; nothing for other calls and types.</summary>
    public static IEnumerable<AttributeEffect> Effects(Situation situation, ResourceInstance instance)
    {
        if (instance.Type != "aws_wafv2_web_acl" || Chosen(situation.Request["defaultAction"], isSent: true) is not { } chosen)
        {
            yield break;
        }

        var stated = instance.Attributes["default_action"];
        yield return new("default_action", before => Held(before) == chosen ? before : Held(stated) == chosen ? stated : Action(chosen))
        {
            View = state => Held(state) is not { } held ? Value.EmptyList : held == chosen ? state : Action(held),
        };
    }

    private static string? Held(Value state) => state.Items.Count == 1 ? Chosen(state.Items[0], isSent: false) : null;

    // The request names only what it means; the state has an empty list for the other.
    private static string? Chosen(Value action, bool isSent) =>
        Array.Find(Actions, a => action.Find(a, StringComparison.OrdinalIgnoreCase) is { } inside && (isSent || inside.Items.Count > 0 || inside.IsTrue));

    private static Value Action(string name) => Value.ListOf(Value.MapOf((name, Value.True)));
}
