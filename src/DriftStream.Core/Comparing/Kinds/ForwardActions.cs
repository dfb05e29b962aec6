using DriftStream.Core.Values;

namespace DriftStream.Core.Comparing.Kinds;

/// <summary>Forwarding to one target group is written as <c>target_group_arn</c> or as a <c>forward</c> block; AWS answers both.</summary>
internal static class ForwardActions
{
    private const string Short = "target_group_arn";
    private const string Long = "forward";

    public static ValueComparer Comparer { get; } = new("actions of listeners")
    {
        Form = value => value.Kind == ValueKind.List ? Value.ListOf(value.Items.Select(Action)) : value,
    };

    private static Value Action(Value action)
    {
        if (action.Kind != ValueKind.Map || OnlyGroup(action[Long]) is not { } group)
        {
            return action;
        }

        return action[Short].Text.Length == 0 || action[Short].Text == group ? action.With(Long, null).With(Short, Value.Of(group)) : action;
    }

    // One group gets everything whatever its weight, unless clients are to stay with it.
    private static string? OnlyGroup(Value forward)
    {
        var block = First(forward);
        var sticks = First(block["stickiness"])["enabled"].IsTrue;
        return block["target_group"] is { Items: [var only] } && !sticks && only["arn"].Text is { Length: > 0 } arn ? arn : null;
    }

    private static Value First(Value block) => block.Kind == ValueKind.List && block.Items.Count > 0 ? block.Items[0] : block;
}
