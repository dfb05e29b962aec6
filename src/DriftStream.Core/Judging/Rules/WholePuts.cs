using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Calls that replace an object as a whole: what they do not name is gone.</summary>
internal static class WholePuts
{
    private static readonly HashSet<(string Source, string Operation)> Known =
    [
        ("monitoring.amazonaws.com", "PutMetricAlarm"), ("monitoring.amazonaws.com", "PutCompositeAlarm"), ("events.amazonaws.com", "PutRule"),
        ("iam.amazonaws.com", "UpdateAccountPasswordPolicy"),
        ("cloudtrail.amazonaws.com", "PutEventSelectors"), ("lambda.amazonaws.com", "PutFunctionEventInvokeConfig"),
    ];

    /// <summary>What the state holds and the call does not name.</summary>
    public static IEnumerable<AttributeEffect> Gone(RowMatch match, Situation situation)
    {
        if (!Known.Contains((situation.Change.Source, situation.Change.Operation)))
        {
            return [];
        }

        var type = match.Row.Type!;
        var named = match.Row.Pairs.Where(p => Translation.Members(p, situation).Any()).SelectMany(p => p.Attributes).Concat(match.Row.Ids.SelectMany(i => i.Attributes)).Select(AttributePath.Root).ToHashSet();
        return match.Row.Pairs.Where(p => !p.IsWeak).Select(p => AttributePath.Root(p.Attributes[0])).Distinct()
            .Where(a => !named.Contains(a) && Translation.CanDrift(type, a) && IsGone(situation, type.Attribute(a)) && !Meaning.IsEmpty(match.Instance.Attributes[a]))
            .Select(a => AttributeEffect.Replace(a, type.Attribute(a)?.Kind == AttributeKind.Bool ? Value.False : Value.Null));
    }

    // AWS chooses what is left open elsewhere; of a password policy it switches that off.
    private static bool IsGone(Situation situation, AttributeFacts? attribute) =>
        attribute is { IsOptional: true } && (!attribute.IsComputed || situation.Change.Source == "iam.amazonaws.com");
}
