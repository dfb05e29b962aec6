using System.Text.Json;
using DriftStream.Commands;
using DriftStream.Core.Judging;
using DriftStream.OpenData;
using DriftStream.Tests.Commands;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.OpenData;

/// <summary>Real logs against real states, through the command line.</summary>
public sealed class RealLogTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_label_of_a_real_log_is_right_and_what_Terraform_did_raises_nothing()
    {
        var labels = Labels();
        var findings = await ReplayAsync("raw_files/invictus", "--state", Checkout.Shared("data", "pairs/states"));

        foreach (var label in labels.Labels.Where(l => findings.Contains(l.EventId)))
        {
            findings[label.EventId].ShouldContain(f => label.Fits(f.Verdict, f.Address), label.Event);
        }

        ByTerraform(labels, findings).ShouldAllBe(f => !f.IsShown || f.Verdict == Verdict.Reverted);
        findings.SelectMany(f => f).Where(f => f.IsShown).ShouldAllBe(f => f.Address != null);
    }

    [Fact]
    public async Task Terraforms_calls_by_somebody_else_become_findings_where_a_state_holds_another_value()
    {
        var labels = Labels();
        var findings = await ReplayAsync("raw_files/invictus", "--state", Checkout.Shared("data", "pairs/states"), "--runner", "arn:aws:iam::*:role/our-pipeline");

        var raised = ByTerraform(labels, findings).Where(f => f is { IsShown: true, Address: not null }).ToList();

        raised.ShouldNotBeEmpty();
        raised.Where(f => f.Verdict is Verdict.Drift or Verdict.Deleted).ShouldAllBe(f => f.Reason.Contains("claims Terraform", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_event_finds_an_address_in_the_states_of_strangers()
    {
        var events = await ReplayAsync("events", "--state", Checkout.Shared("data", "states"));
        var files = await ReplayAsync("raw_files", "--state", Checkout.Shared("data", "states"));

        events.Concat(files).SelectMany(f => f).Where(f => f.Address != null).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("events")]
    [InlineData("raw_files")]
    public async Task Every_record_gets_a_verdict_and_every_item_is_counted(string folder)
    {
        var outcome = await RunAsync("replay", Checkout.Shared("data", folder), "--all", "--output", "ndjson");

        var counts = System.Text.RegularExpressions.Regex.Match(outcome.Errors, @"Read ([\d,]+) items? from [\d,]+ files?: ([\d,]+) CloudTrail records?, ([\d,]+) others?.*, ([\d,]+) unreadable");
        var (items, records, others, unreadable) = (Number(counts, 1), Number(counts, 2), Number(counts, 3), Number(counts, 4));
        output.WriteLine(outcome.Errors);

        (records + others + unreadable).ShouldBe(items);
        Findings(outcome).Sum(f => f.Count()).ShouldBe(records);
        outcome.Errors.ShouldNotContain("   at ");
    }

    private static int Number(System.Text.RegularExpressions.Match match, int group) => int.Parse(match.Groups[group].Value.Replace(",", "", StringComparison.Ordinal));

    private static IEnumerable<Row> ByTerraform(RealLogLabels labels, ILookup<string, Row> findings) => labels.ByTerraform.SelectMany(id => findings[id]);

    private static RealLogLabels Labels() => RealLogLabels.Read(Checkout.Shared("data", "pairs/invictus_pairs_open.json"));

    private static async Task<ILookup<string, Row>> ReplayAsync(string source, params string[] options) =>
        Findings(await RunAsync(["replay", Checkout.Shared("data", source), "--all", "--output", "ndjson", .. options]));

    private static async Task<ProgramOutcome> RunAsync(params string[] arguments)
    {
        using var folder = new TestFolder();
        return await new ProgramUnderTest(folder) { Parts = new ProgramParts() }.RunAsync(arguments);
    }

    private static ILookup<string, Row> Findings(ProgramOutcome outcome) => outcome.OutputLines.Select(Row.Read).ToLookup(r => r.EventId);

    private sealed record Row(string EventId, Verdict Verdict, string? Address, string Reason)
    {
        public bool IsShown => Verdict.IsShown();

        public static Row Read(string line)
        {
            using var finding = JsonDocument.Parse(line);
            var root = finding.RootElement;
            var resource = root.GetProperty("resource");
            return new(
                root.GetProperty("event").GetProperty("id").GetString()!,
                Enum.GetValues<Verdict>().Single(v => v.Word() == root.GetProperty("verdict").GetString()),
                resource.ValueKind == JsonValueKind.Null ? null : resource.GetProperty("address").GetString(),
                root.GetProperty("reason").GetString()!);
        }
    }
}
