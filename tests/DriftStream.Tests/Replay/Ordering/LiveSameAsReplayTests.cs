using System.Text;
using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Matching;
using DriftStream.Ledger;
using DriftStream.Replay;
using DriftStream.Tests.Commands;
using DriftStream.Tests.Ledger;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay.Ordering;

/// <summary>The live service and replay say the same of the same events.</summary>
public sealed class LiveSameAsReplayTests
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Events_that_arrive_in_order_give_the_findings_of_a_replay(int seed)
    {
        var records = Stories.Of(seed, events: 400);
        using var folder = new TestFolder();
        var path = folder.Write("log.json", Stories.File(records));
        var replayed = await ReplayUnderTest.FindingsAsync(JudgeDoor.Open(new(), [Stories.State()]), ReplayUnderTest.Request([path]) with { Keeping = Keeping.Verdict });

        var live = await LiveAsync(InOrder(records));

        live.Findings.ShouldBe(replayed);
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    public async Task Events_that_arrive_in_any_order_end_in_the_same_open_drifts(int seed)
    {
        var records = InOrder(Stories.Of(seed, events: 300));
        var shuffled = records.ToArray();
        new Random(seed).Shuffle(shuffled);

        var (inOrder, late) = (await LiveAsync(records), await LiveAsync(shuffled));

        late.Open.ShouldBe(inOrder.Open);
        inOrder.Open.ShouldNotBeEmpty();
    }

    private static List<CloudTrailEvent> InOrder(IEnumerable<string> records) =>
    [
        .. records.Select(r => EventReader.Read(Encoding.UTF8.GetBytes(r))).OrderBy(e => e.Time).ThenBy(e => e.Id, StringComparer.Ordinal),
    ];

    private static async Task<(string Findings, List<string> Open)> LiveAsync(IEnumerable<CloudTrailEvent> events)
    {
        var catalog = EventCatalog.Load();
        var judge = new Judge(catalog, new() { Mode = JudgeMode.Live });
        var index = StateIndex.Build(catalog, [Stories.State()]);
        using var file = new LedgerFile();
        await using var process = await file.StartAsync((change, book, sessions) => judge.Decide(change, index, book, sessions));

        // What arrives together is judged in one turn, which knows the sessions of all of it.
        var receipts = new List<LedgerReceipt>();
        foreach (var second in events.GroupBy(e => e.Time))
        {
            receipts.AddRange(await Task.WhenAll(second.Select(process.RecordAsync)));
        }

        var findings = receipts.SelectMany(r => r.Findings).Where(f => f.Verdict.IsShown()).Select(f => FindingJson.ToJson(f) + "\n");
        return (string.Concat(findings), Open(process.Writer.Deviations));
    }

    private static List<string> Open(DeviationBook book) =>
    [
        .. book.All.SelectMany(known => known.Value.Where(d => d.IsOpen).Select(d => $"{known.Key.Address} {d.Path} {d.Element} {d.InCloud}")).Order(StringComparer.Ordinal),
    ];
}
