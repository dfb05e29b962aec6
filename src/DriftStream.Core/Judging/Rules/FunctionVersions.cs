using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Deleting one published version of a function leaves the function.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunction.html</remarks>
internal static class FunctionVersions
{
    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) => situation.Change is { Source: "lambda.amazonaws.com", Operation: "DeleteFunction" }
        ? [.. AnyCall.Reads(situation), .. Reading.Values(situation, "aws_lambda_function", ("Qualifier", "version"))]
        : null;

    /// <summary>What the call does; null where it is another call, or deletes the function.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation) =>
        situation.Change is { Source: "lambda.amazonaws.com", Operation: "DeleteFunction" } && situation.Text("qualifier") is not null
            ? [.. situation.Rows.SelectMany(r => situation.Matcher.Match(r, situation.Change)).DistinctBy(m => m.Instance).Select(m => new Target { Kind = TargetKind.NoEffect, Instance = m.Instance })]
            : null;
}
