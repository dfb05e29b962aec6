using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Parameter groups whose parameters all go back to the engine's own values.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ResetDBParameterGroup.html</remarks>
internal static class ParameterResets
{
    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) => IsWhole(situation)
        ? [.. AnyCall.Reads(situation), .. Reading.Values(situation, "any type", ("resetAllParameters", "parameter"), ("allParameters", "parameter"))]
        : null;

    /// <summary>Whether it may know a call of this name.</summary>
    public static bool Covers(string operation) => operation.StartsWith("Reset", StringComparison.Ordinal) && operation.EndsWith("ParameterGroup", StringComparison.Ordinal);

    /// <summary>What the call does; null where it is another call, or resets single parameters.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (!IsWhole(situation))
        {
            return null;
        }

        return
        [
            .. from row in situation.Rows.Where(r => r.Type?.Attributes.ContainsKey("parameter") == true)
               from match in situation.Matcher.Match(row, situation.Change)
               select new Target { Kind = TargetKind.Change, Instance = match.Instance, Effects = [AttributeEffect.Replace("parameter", Value.EmptyList)] },
        ];
    }

    private static bool IsWhole(Situation situation) => Covers(situation.Change.Operation)
        && (situation.Text("resetAllParameters") ?? situation.Text("allParameters") ?? "").Equals("true", StringComparison.OrdinalIgnoreCase);
}
