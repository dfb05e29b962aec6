using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging;

namespace DriftStream.Core.Tests.OpenData;

/// <summary>What the judge says about a made-up call.</summary>
internal sealed record Trial(EventRow Row, SyntheticCall Call, IReadOnlyList<Finding> Findings)
{
    /// <summary>The judge found the resource.</summary>
    public bool IsFound => OnIt.Any();

    /// <summary>It says that the resource drifted.</summary>
    public bool IsDrift => OnIt.Any(f => f.Verdict == Verdict.Drift);

    /// <summary>It shows at least one changed attribute.</summary>
    public bool IsReported => OnIt.Any(f => f.Verdict is Verdict.Drift or Verdict.Touched && f.Changes.Count > 0);

    /// <summary>The attributes that it shows as changed.</summary>
    public HashSet<string> Roots => [.. OnIt.SelectMany(f => f.Changes).Select(c => AttributePath.Root(c.Path))];

    private IEnumerable<Finding> OnIt => Findings.Where(f => f.Resource?.Address == Call.Address);
}
