using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;
using DriftStream.Replay.Reports;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay.Reports;

public sealed partial class HtmlOutputTests
{
    private const string Hostile = "</script></style><img src=x onerror=\"alert(1)\">'\u2028\u202e{{x}}<!--";

    [Fact]
    public void Nothing_that_events_say_becomes_markup()
    {
        var change = new Change(Hostile, Value.Of(Hostile), Value.MapOf((Hostile, Value.Of(Hostile)), ("b", Value.True)));
        var finding = Findings.At(TimeSpan.Zero, actor: Hostile, drift: Hostile, address: Hostile);
        finding = finding with
        {
            Reason = Hostile,
            Rule = Hostile,
            Event = finding.Event with { Id = Hostile, Name = Hostile, Account = Hostile, Region = Hostile, Source = Hostile },
            Actor = finding.Actor with { Arn = Hostile, Role = Hostile, UserAgent = Hostile, SourceIp = Hostile },
            Resource = new(Hostile, Hostile, Hostile, Hostile, Hostile),
            Changes = [change],
        };

        var page = Page([finding], new([Hostile], [new(Hostile, Hostile, Hostile)]));

        page.ShouldContain("&lt;img src=x");
        page.ShouldNotContain("<img");
        page.ShouldNotContain("<!--");
        page.ShouldNotContain('\u2028');
        page.ShouldNotContain('\u202e');
        page.Split("</script>").Length.ShouldBe(2);
        page.Split("</style>").Length.ShouldBe(2);
        page.Split("onerror=\"").Length.ShouldBe(1);
    }

    [Fact]
    public void The_page_allows_its_own_style_and_script_and_nothing_else()
    {
        var page = Page([Findings.At(TimeSpan.Zero)], ReportEnd.Nothing);

        var policy = Policy().Match(page).Groups[1].Value;
        policy.ShouldBe($"default-src 'none'; style-src 'sha256-{Print(Style().Match(page))}'; script-src 'sha256-{Print(Script().Match(page))}'; base-uri 'none'; form-action 'none'");
        page.ShouldNotContain(" style=");
        Regex.Matches(page, "(?:src|href)=\"([^\"]*)\"").Select(m => m.Groups[1].Value).ShouldAllBe(address => address.StartsWith('#'));
        Regex.Matches(page, @"url\(|@import|https?://").ShouldBeEmpty();
    }

    [Fact]
    public void A_hidden_value_is_said_to_be_hidden()
    {
        var finding = Findings.At(TimeSpan.Zero) with { Changes = [Change.Concealed("password"), new("map", Value.Null, Value.MapOf(("a", Value.Hidden), ("b", Value.True)))] };

        var page = Page([finding], ReportEnd.Nothing);

        page.ShouldContain("Value hidden");
        page.ShouldContain("a = (hidden)");
    }

    [Fact]
    public void What_is_open_at_the_end_is_marked()
    {
        var page = Page(
            [
                Findings.At(TimeSpan.FromMinutes(1), drift: "D-open"),
                Findings.At(TimeSpan.FromMinutes(2), drift: "D-over"),
                Findings.At(TimeSpan.FromMinutes(3), Severity.Info, Verdict.Reverted, drift: "D-over"),
                Findings.At(TimeSpan.FromMinutes(4), verdict: Verdict.Unmanaged),
            ],
            new([], [new("D-open", "prod", "aws_s3_bucket.data")]));

        Row().Matches(page).Select(m => $"{m.Groups[1].Success} {m.Groups[2].Value}").ShouldBe(["True Open: drift", "False Ended: drift", "False Reverted", "False unmanaged"]);
    }

    [Fact]
    public void Of_too_many_findings_the_page_shows_the_worst_and_says_so_and_counts_all()
    {
        var findings = Enumerable.Range(0, 40).Select(i => Findings.At(TimeSpan.FromMinutes(i), i % 10 == 9 ? Severity.Critical : Severity.Low)).ToList();

        var page = Page(findings, ReportEnd.Nothing, rows: 6);

        page.ShouldContain("This page shows 6 of 40 findings");
        page.ShouldContain("<h1>Replay: 40 findings</h1>");
        Time().Matches(page).Select(m => m.Groups[1].Value).ShouldBe(["14:00:00", "14:01:00", "14:09:00", "14:19:00", "14:29:00", "14:39:00"]);
    }

    [Fact]
    public void Times_are_those_of_the_zone_and_stay_readable_by_programs()
    {
        var page = Page([Findings.At(TimeSpan.FromHours(10))], ReportEnd.Nothing, zone: "Europe/Berlin");

        page.ShouldContain("Tuesday 3 March 2026, Europe/Berlin");
        page.ShouldContain("""<time datetime="2026-03-03T00:00:00Z" title="2026-03-03 01:00:00 Europe/Berlin">01:00:00</time>""");
    }

    [Fact]
    public void A_replay_without_findings_is_a_page_too() => Page([], ReportEnd.Nothing).ShouldContain("Nothing was found.");

    [Fact]
    public void The_same_findings_give_the_same_bytes()
    {
        var findings = Enumerable.Range(0, 30).Select(i => Findings.At(TimeSpan.FromHours(i), actor: $"a{i % 4}")).ToList();

        Page(findings, ReportEnd.Nothing).ShouldBe(Page(findings, ReportEnd.Nothing));
    }

    private static string Page(IEnumerable<Finding> findings, ReportEnd end, int rows = 100, string zone = "UTC")
    {
        using var text = new StringWriter();
        var totals = new FindingTotals(ShownZone.Of(zone, TimeProvider.System));
        var output = new HtmlOutput(text, totals, rows) { End = end };
        foreach (var finding in findings)
        {
            totals.Add(finding);
            output.Write(finding);
        }

        output.Complete();
        return text.ToString();
    }

    private static string Print(Match content) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content.Groups[1].Value)));

    [GeneratedRegex("Content-Security-Policy\" content=\"([^\"]*)\"")]
    private static partial Regex Policy();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("""<li class="find [^>]*?(data-open)?>.*?<div class="end"><span class="badge[^>]*>(?:<svg.*?</svg>)?([^<]*)<""", RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex("UTC\">([0-9:]+)</time>")]
    private static partial Regex Time();
}
