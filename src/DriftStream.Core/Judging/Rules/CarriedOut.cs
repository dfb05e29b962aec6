using DriftStream.Core.Terraform;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Calls that only carry out what an earlier one ordered: for Terraform the key or revision was gone then.</summary>
internal static class CarriedOut
{
    private static readonly HashSet<(string Source, string Operation)> Known = [("kms.amazonaws.com", "DeleteKey"), ("ecs.amazonaws.com", "DeleteTaskDefinitions")];

    /// <summary>Whether this is the end of a deletion that is known already.</summary>
    public static bool Covers(Situation situation, ResourceInstance instance) =>
        Known.Contains((situation.Change.Source, situation.Change.Operation)) && situation.OpenAt(instance).Any(d => d.Path == Timeline.Deletion);
}
