using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;
using DriftStream.Core.Matching;

namespace DriftStream.Core.Tests.Judging;

/// <summary>What the judge says about the events of a case, in the order that the contract promises.</summary>
/// <param name="Findings">All findings.</param>
/// <param name="Open">The addresses that have an open drift afterwards.</param>
internal sealed record CorpusRun(IReadOnlyList<Finding> Findings, IReadOnlyList<string> Open)
{
    /// <summary>The findings as the program prints them.</summary>
    public IEnumerable<string> Json => Findings.Select(FindingJson.ToJson);

    public static CorpusRun Of(CorpusCase corpusCase, IEnumerable<CloudTrailEvent> events)
    {
        var catalog = EventCatalog.Load();
        var judge = new Judge(catalog, new JudgeSettings { Runners = corpusCase.Runners });
        var states = StateIndex.Build(catalog, corpusCase.States);
        var book = DeviationBook.Empty;
        var findings = new List<Finding>();
        var judged = new HashSet<string>();
        var sorted = events.OrderBy(e => e.Time).ThenBy(e => e.Id, StringComparer.Ordinal).ToList();
        var (sessions, learnt) = (SessionBook.Empty, 0);
        foreach (var change in sorted)
        {
            // A session may be opened and used in one second, and ids tell nothing about the order in it.
            for (; learnt < sorted.Count && sorted[learnt].Time <= change.Time; learnt++)
            {
                sessions = sessions.With(sorted[learnt]);
            }

            if (!judged.Add(change.Id))
            {
                findings.Add(Judge.Duplicate(change));
                continue;
            }

            var judgement = judge.Decide(change, states, book, sessions);
            findings.AddRange(judgement.Findings);
            book = judgement.Deviations;
        }

        return new(findings, [.. book.All.Where(a => a.Value.Any(d => d.IsOpen)).Select(a => a.Key.Address).Order(StringComparer.Ordinal)]);
    }
}
