using System.Globalization;
using DriftStream.Core.Comparing;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Severities;

/// <summary>Changes of attributes that guard something: what was lost, if anything.</summary>
internal static class Guards
{
    // What nobody calls weak today.
    private const int SafeTls = 12;

    private static readonly string[] Names = ["name", "parameter_name", "parameter_key", "key"];
    private static readonly string[] Values = ["value", "parameter_value"];
    private static readonly string[] TlsParameters = ["rds.force_ssl", "require_secure_transport", "require_ssl", "tls"];

    /// <summary>The effects of one change.</summary>
    public static IEnumerable<SeenEffect> Of(ChangeFacts facts)
    {
        if (facts.Change.Hidden || facts.IsChild || !MayLose(facts.Before, facts.After))
        {
            return [];
        }

        if (IsTlsParameter(facts))
        {
            return [facts.Seen(SeverityEffects.TransportWeakened)];
        }

        var attribute = new AttributeName(facts.Type, facts.Path);
        return GuardRules.Of(attribute) is { } rule && IsLost(rule.Loss, facts, attribute) ? [facts.Seen(rule.Effect)] : [];
    }

    // An element that has a name and a value is a setting of that name: the parameter rds.force_ssl.
    private static bool IsTlsParameter(ChangeFacts facts) =>
        Array.Exists(Values, v => v == facts.Leaf) && facts.Leaf != facts.Path && Strength.Of(facts.After) < Strength.Of(facts.Before)
        && facts.All.Any(c => AttributePath.Root(c.Path) == facts.Root && c.After.Kind == ValueKind.Map && c.After[facts.Leaf] == facts.After && Array.Exists(Names, n => TlsParameters.Contains(c.After[n].Text)));

    // Most values only differ; then nobody needs to know what the attribute is for.
    private static bool MayLose(Value before, Value after) =>
        Strength.Of(before) != Strength.Of(after) || LacksElement(before, after) || Number(after) is not null || TlsFloor.Of(after) is not null || SaysPublic(after);

    private static bool IsLost(Loss loss, ChangeFacts facts, AttributeName attribute) => loss switch
    {
        Loss.Off => (Strength.Of(facts.After) < Strength.Of(facts.Before) || LacksElement(facts.Before, facts.After)) && !IsReplaced(facts),
        Loss.On => Strength.Of(facts.Before) == Strength.Off && Strength.Of(facts.After) > Strength.Off,
        Loss.Less => IsLess(facts.Before, facts.After, GuardRules.IsZeroForEver(attribute)),
        Loss.OlderTls => TlsFloor.Of(facts.After) is { } now && now < (TlsFloor.Of(facts.Before) ?? SafeTls),
        Loss.Public => SaysPublic(facts.After) && !SaysPublic(facts.Before),
        _ => false,
    };

    private static bool LacksElement(Value before, Value after) =>
        before.Kind == ValueKind.List && after.Kind == ValueKind.List && before.Items.Any(i => i.IsScalar && !after.Items.Contains(i));

    // One of several blocks gone and another one come: the same guard, set otherwise.
    private static bool IsReplaced(ChangeFacts facts) =>
        facts is { Before.Kind: ValueKind.Map, After.IsNull: true }
        && facts.All.Count(c => c.Path == facts.Change.Path && c.After.IsNull) <= facts.All.Count(c => c.Path == facts.Change.Path && c.Before.IsNull);

    private static bool IsLess(Value before, Value after, bool isZeroForEver) =>
        Number(before) is { } was && Number(after) is { } now && (isZeroForEver ? now > 0 && (was == 0 || now < was) : now < was);

    private static decimal? Number(Value value) => decimal.TryParse(value.Text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool SaysPublic(Value value) => value.Text.Contains("public", StringComparison.OrdinalIgnoreCase);
}
