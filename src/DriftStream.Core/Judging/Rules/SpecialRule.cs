using DriftStream.Core.Catalog;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;

namespace DriftStream.Core.Judging.Rules;

/// <summary>A rule for some calls.</summary>
/// <param name="Service">The service whose calls they are, as in <c>ec2.amazonaws.com</c>; empty for calls of several.</param>
/// <param name="Targets">What the call does to what it names; null where it is another call.</param>
/// <param name="Reads">What is read of the request to know that; null where it is another call.</param>
internal sealed record SpecialRule(string Service, Func<Situation, IReadOnlyList<Target>?> Targets, Func<Situation, IEnumerable<LeafUse>?> Reads)
{
    /// <summary>Whether the rule may know a call, by its service, its operation and its rows; asked once for each call.</summary>
    public Func<string, string, IReadOnlyList<EventRow>, bool> MayKnow { get; init; } = static (_, _, _) => true;
}
