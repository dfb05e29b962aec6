using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;

namespace DriftStream.Core.Judging.Rules;

/// <summary>What the tags that a call sends do to those that are there.</summary>
internal enum TagWrite
{
    /// <summary>They join them.</summary>
    Joins,

    /// <summary>They take their place.</summary>
    Replaces,
}

/// <summary>Updates that carry tags beside other settings. Elsewhere such a member only counts when the object is made, and tags have calls of their own.</summary>
internal static class TagsBeside
{
    private static readonly Dictionary<(string Source, string Operation), TagWrite> Known = new()
    {
        [("cloudformation.amazonaws.com", "UpdateStack")] = TagWrite.Replaces,
        [("cloudformation.amazonaws.com", "UpdateStackSet")] = TagWrite.Replaces,
        [("codebuild.amazonaws.com", "UpdateFleet")] = TagWrite.Replaces,
        [("codebuild.amazonaws.com", "UpdateProject")] = TagWrite.Replaces,
        [("codebuild.amazonaws.com", "UpdateReportGroup")] = TagWrite.Replaces,
        [("medialive.amazonaws.com", "UpdateInputSecurityGroup")] = TagWrite.Replaces,
        [("profile.amazonaws.com", "UpdateDomain")] = TagWrite.Replaces,
        [("servicecatalog.amazonaws.com", "UpdateProvisionedProduct")] = TagWrite.Replaces,
        [("sagemaker.amazonaws.com", "UpdateProject")] = TagWrite.Joins,
        [("servicecatalog.amazonaws.com", "UpdatePortfolio")] = TagWrite.Joins,
        [("servicecatalog.amazonaws.com", "UpdateProduct")] = TagWrite.Joins,
    };

    /// <summary>Whether this call sets tags.</summary>
    public static bool Covers(string source, string operation) => Known.ContainsKey((source, operation));

    /// <summary>What is read of the request for that.</summary>
    public static IEnumerable<LeafUse> Reads(Situation situation) =>
        Covers(situation.Change.Source, situation.Change.Operation) ? Tags.ReadsBeside(situation) : [];

    /// <summary>The effects on the tags of an instance that the call names.</summary>
    public static IEnumerable<AttributeEffect> Effects(RowMatch match, Situation situation) =>
        Known.TryGetValue((situation.Change.Source, situation.Change.Operation), out var write) && Tags.Beside(situation, match.Instance, write) is { } effect ? [effect] : [];
}
