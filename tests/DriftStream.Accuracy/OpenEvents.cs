using System.Text.RegularExpressions;
using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;

namespace DriftStream.Accuracy;

/// <summary>The open records by themselves: what is known of their names, identifiers, parameters and actors.</summary>
internal static partial class OpenEvents
{
    private static readonly EventCatalog Catalog = EventCatalog.Load();
    private static readonly Judge Judge = new(Catalog, new JudgeSettings());

    public static IReadOnlyList<Figure> Figures(string data, IReadOnlyList<UnidentifiedRecord> without)
    {
        var events = OpenRecords.Read(data, "events");
        var changing = events.Where(e => Core.Judging.Judge.Settled(e) is null).ToList();
        var understood = changing.Select(e => (Event: e, Understanding: EventUnderstanding.Of(e, Catalog))).Where(u => u.Understanding is { Leaves.Count: > 0 }).ToList();
        var leaves = understood.SelectMany(u => u.Understanding!.Leaves).ToList();
        var identifiable = understood.Where(u => !without.Any(w => w.Is(u.Event))).ToList();
        return
        [
            new("identifiers", "changing calls whose resource is identified", new(identifiable.Count(u => u.Understanding!.IsIdentified), identifiable.Count)),
            new("leaves", "parameters that are understood", new(leaves.Count(l => l.Role != LeafRole.NotUnderstood), leaves.Count)),
            new("names", "changing calls whose name is known", new(changing.Count(IsKnown), changing.Count)),
            new("actors", "callers that have a name a colleague would use", new(events.Count(IsNamed), events.Count)),
        ];
    }

    // In the catalogue, or among the calls that are known to change nothing.
    private static bool IsKnown(CloudTrailEvent change) =>
        Catalog.Find(change.Source, change.Operation) is not null || Judge.Decide(change, StateIndex.Empty, DeviationBook.Empty).Findings[0].Verdict != Verdict.Unknown;

    private static bool IsNamed(CloudTrailEvent change) => ActorReader.Read(change).Name is { } name && !PrincipalId().IsMatch(name);

    // AROA…, AIDA…, AKIA…: AWS's own ids of principals and keys.
    [GeneratedRegex("^A[A-Z]{3}[A-Z0-9]{12,}")]
    private static partial Regex PrincipalId();
}
