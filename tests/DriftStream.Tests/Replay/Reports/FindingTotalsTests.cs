using DriftStream.Core.Judging;
using DriftStream.Replay.Reports;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay.Reports;

public sealed class FindingTotalsTests
{
    [Fact]
    public void A_summary_names_the_most_frequent_and_counts_the_rest()
    {
        var totals = new FindingTotals(ShownZone.Utc);
        for (var i = 0; i < 28; i++)
        {
            totals.Add(Findings.At(TimeSpan.FromMinutes(i), actor: $"person-{i % 7}", drift: $"D-{i}", address: $"aws_s3_bucket.b{i % 3}"));
        }

        totals.Add(Findings.At(TimeSpan.FromHours(1), Severity.Critical, actor: "person-6", drift: "D-critical"));
        totals.Add(Findings.At(TimeSpan.FromHours(2), Severity.Info, Verdict.Reverted, actor: "person-6", drift: "D-0"));
        totals.Add(Findings.At(TimeSpan.FromHours(2), Severity.Info, Verdict.Terraform));

        var lines = TotalsSummary.Lines(totals, [new("D-1", "prod", "aws_s3_bucket.b1"), new("D-critical", "prod", "aws_s3_bucket.data")]);

        string.Join('\n', lines).ShouldBeApproved("summary");
    }

    [Fact]
    public void A_handful_of_findings_speaks_for_itself()
    {
        var totals = new FindingTotals(ShownZone.Utc);
        for (var i = 0; i < 5; i++)
        {
            totals.Add(Findings.At(TimeSpan.FromMinutes(i)));
        }

        TotalsSummary.Lines(totals, []).ShouldBeEmpty();
        totals.Add(Findings.At(TimeSpan.FromMinutes(6)));
        TotalsSummary.Lines(totals, []).ShouldNotBeEmpty();
    }

    [Fact]
    public void Names_beyond_the_limit_are_counted_together()
    {
        var tallies = new CappedTallies(limit: 2);
        foreach (var name in new[] { "a", "b", "c", "b", "d", null })
        {
            tallies.Add(name, Verdict.Drift);
        }

        tallies.Most(9).Select(t => $"{t.Name} {t.Total}").ShouldBe(["b 2", "a 1"]);
        tallies.Uncounted.ShouldBe(2);
    }

    [Fact]
    public void The_worst_that_was_said_of_a_drift_is_remembered()
    {
        var totals = new FindingTotals(ShownZone.Utc);
        totals.Add(Findings.At(TimeSpan.FromMinutes(1), Severity.High, drift: "D-1"));
        totals.Add(Findings.At(TimeSpan.FromMinutes(2), Severity.Low, drift: "D-1"));
        totals.Add(Findings.At(TimeSpan.FromMinutes(3), Severity.Info, Verdict.Reverted, drift: "D-2"));

        totals.SeverityOf("D-1").ShouldBe(Severity.High);
        totals.SeverityOf("D-2").ShouldBeNull();
    }
}
