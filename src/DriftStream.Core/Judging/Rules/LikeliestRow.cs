using DriftStream.Core.Catalog;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Matching;

namespace DriftStream.Core.Judging.Rules;

/// <summary>One event name for several services or types: the one whose identifying members the request has, whose kind it names, whose settings it sends.</summary>
internal static class LikeliestRow
{
    /// <summary>The row that tells what was created.</summary>
    public static EventRow Of(List<EventRow> creating, Situation situation) => creating is [var only] ? only : creating
        .OrderBy(r => Identifying(r, situation).Any(isThere => !isThere))
        .ThenByDescending(r => Identifying(r, situation).Count(isThere => isThere) > 1)
        .ThenByDescending(r => r.Weight)
        .ThenByDescending(r => Answers.Id(r, situation) is not null)
        .ThenByDescending(r => IsNamed(r, situation))
        .ThenByDescending(r => Translation.Present(r, situation).Count())
        .ThenBy(r => r.Type!.Name.StartsWith("aws_alb", StringComparison.Ordinal))
        .ThenBy(r => r.Type!.Name.Length)
        .First();

    private static IEnumerable<bool> Identifying(EventRow row, Situation situation) => row.Ids.Select(i => RequestMembers.Find(situation.Request, i.Path).Count > 0);

    // DocumentDB and Neptune live behind the API of RDS, and keys of a customer's own material beside AWS's.
    private static bool IsNamed(EventRow row, Situation situation) =>
        situation.Text("engine") == row.Type!.Package
        || situation.Text("dBParameterGroupFamily")?.StartsWith(row.Type.Package, StringComparison.Ordinal) == true
        || (situation.Text("fileSystemType") is { } kind && row.Type.Name.Contains($"_{kind}_", StringComparison.OrdinalIgnoreCase))
        || (situation.Text("origin") == "EXTERNAL" && row.Type.Name.Contains("_external_", StringComparison.Ordinal));
}
