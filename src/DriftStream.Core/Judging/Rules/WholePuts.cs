using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Calls that replace an object as a whole: what they do not name is gone.</summary>
internal static class WholePuts
{
    private const string PasswordPolicies = "iam.amazonaws.com";

    private static readonly HashSet<(string Source, string Operation)> Known =
    [
        ("monitoring.amazonaws.com", "PutMetricAlarm"), ("monitoring.amazonaws.com", "PutCompositeAlarm"), ("events.amazonaws.com", "PutRule"),
        (PasswordPolicies, "UpdateAccountPasswordPolicy"),
        ("cloudtrail.amazonaws.com", "PutEventSelectors"), ("lambda.amazonaws.com", "PutFunctionEventInvokeConfig"),
        ("config.amazonaws.com", "PutConfigRule"), ("config.amazonaws.com", "PutDeliveryChannel"), ("scheduler.amazonaws.com", "UpdateSchedule"), ("wafv2.amazonaws.com", "PutLoggingConfiguration"),
    ];

    /// <summary>What the state holds and the call does not name.</summary>
    public static IEnumerable<AttributeEffect> Gone(RowMatch match, Situation situation) =>
        Known.Contains((situation.Change.Source, situation.Change.Operation)) ? Unnamed(match, situation) : [];

    /// <summary>What the state holds of the members that the call could name and does not.</summary>
    public static IEnumerable<AttributeEffect> Unnamed(RowMatch match, Situation situation)
    {
        var type = match.Row.Type!;
        var named = match.Row.Pairs.Where(p => Translation.Members(p, situation).Any()).SelectMany(p => p.Attributes).Concat(match.Row.Ids.SelectMany(i => i.Attributes)).Select(AttributePath.Root).ToHashSet();
        return match.Row.Pairs.Where(p => !p.IsWeak).Select(p => AttributePath.Root(p.Attributes[0])).Distinct()
            .Where(a => !named.Contains(a) && Translation.CanDrift(type, a) && IsGone(situation, type.Attribute(a)))
            .Select(a => (Attribute: a, Value: LeftOut(situation, type.Attribute(a))))
            .Where(left => left.Value.SaysTrue ? !match.Instance.Attributes[left.Attribute].IsNull : !Meaning.IsEmpty(match.Instance.Attributes[left.Attribute]))
            .Select(left => AttributeEffect.Replace(left.Attribute, left.Value));
    }

    // An alarm that is put without a word about its actions has them; a password policy has off whatever it does not name.
    private static Value LeftOut(Situation situation, AttributeFacts? attribute) => attribute?.Kind == AttributeKind.Bool
        ? Value.Of(attribute.Default == "true" && situation.Change.Source != PasswordPolicies)
        : Value.Null;

    // AWS chooses what is left open elsewhere; of a password policy it switches that off.
    private static bool IsGone(Situation situation, AttributeFacts? attribute) =>
        attribute is { IsOptional: true } && (!attribute.IsComputed || situation.Change.Source == PasswordPolicies);
}
