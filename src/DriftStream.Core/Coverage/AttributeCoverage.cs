using DriftStream.Core.Catalog;

namespace DriftStream.Core.Coverage;

/// <summary>How a change of one attribute comes to light.</summary>
/// <param name="Name">The attribute, e.g. <c>rule</c>.</param>
/// <param name="Reach">By what.</param>
/// <param name="Cause">Why it is not told whole.</param>
/// <param name="Events">The events that carry the value, the surest first; for a hidden one those that tell of the change.</param>
/// <param name="AlsoHidden">Where events carry the value: other events that change it and do not.</param>
/// <param name="Settings">How many settings a block has inside; 1 for a plain value.</param>
/// <param name="Unseen">The paths of those inside that no event carries; a block that no event carries at all stands for its settings.</param>
public sealed record AttributeCoverage(string Name, Reach Reach, Cause Cause, IReadOnlyList<EventKey> Events, IReadOnlyList<EventKey> AlsoHidden, int Settings, IReadOnlyList<string> Unseen)
{
    /// <summary>Events tell of the attribute, but not of everything inside.</summary>
    public bool IsPartial => Reach is Reach.Events or Reach.Hidden && Unseen.Count > 0;
}
