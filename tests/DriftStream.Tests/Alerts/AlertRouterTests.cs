using DriftStream.Alerts;
using DriftStream.Alerts.Routing;
using DriftStream.Alerts.Sinks;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;
using DriftStream.Ledger;
using DriftStream.Tests.Ledger;
using DriftStream.Tests.LocalAws;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Alerts;

public sealed class AlertRouterTests
{
    private readonly AlertOptions _options = new();
    private Dictionary<string, string> _tags = [];

    [Fact]
    public void Without_routes_everything_goes_to_every_sink() =>
        Route(Severity.Low).ShouldBe(["slack", "pager"]);

    [Fact]
    public void The_first_route_that_fits_counts_and_what_none_fits_goes_everywhere()
    {
        Add(new() { Severity = "critical", Channel = "C0CRIT", Mention = "@here" });
        Add(new() { Account = "acme-prod", Type = "aws_s3_*" }, "slack");
        Add(new() { State = "prod" }, AlertRouter.Nobody);

        Targets(Severity.Critical).ShouldBe([new("slack", "C0CRIT", "@here"), new("pager", "")]);
        Targets(Severity.Low).ShouldBe([new("slack", "")]);
        Targets(Severity.Low, account: "999999999999").ShouldBeEmpty();
        Targets(Severity.Low, account: "999999999999", state: "stage").Select(t => t.Sink).ShouldBe(["slack", "pager"]);
    }

    [Theory]
    [InlineData("Region", "eu-*")]
    [InlineData("Address", "aws_s3_bucket.d*")]
    [InlineData("Verdict", "deleted, drift")]
    [InlineData("Owner", "team-*")]
    [InlineData("Account", "111122223333")]
    public void A_route_fits_by_each_of_its_conditions(string condition, string pattern)
    {
        _tags = new() { ["Owner"] = "team-platform" };
        var entry = new RouteEntry();
        typeof(RouteEntry).GetProperty(condition)!.SetValue(entry, pattern);
        Add(entry, "slack");
        var other = new RouteEntry();
        typeof(RouteEntry).GetProperty(condition)!.SetValue(other, "other");

        Route(Severity.Low).ShouldBe(["slack"]);
        _options.Routes.Clear();
        Add(other, "slack");
        Route(Severity.Low).ShouldBe(["slack", "pager"]);
    }

    [Theory]
    [InlineData("Owner", "tags.Owner")]
    [InlineData("acme:owner", "tags[\"acme:owner\"]")]
    public void The_owner_is_whom_the_change_itself_names(string tag, string path)
    {
        _options.OwnerTags.Add(tag);
        _tags = new() { [tag] = "team-before" };
        var finding = Facts.Finding(Facts.Event("e"), Verdict.Drift, "D-1", new Change(path, Value.Null, Value.Of("team-after")));

        Router().OwnerOf(finding).ShouldBe("team-after");
    }

    [Fact]
    public void Words_about_DriftStream_go_by_routes_that_ask_for_nothing_but_a_severity()
    {
        Notices(Severity.High).ShouldBe(["slack", "pager"]);
        Add(new() { State = "prod" }, AlertRouter.Nobody);
        Add(new() { Severity = "critical", Channel = "C0CRIT", Mention = "@here" });
        Add(new() { Severity = "high" }, "pager");

        var critical = Router().NoticeTargets(Severity.Critical);

        critical.Select(t => (t.Sink.Name, t.Channel, t.Mention)).ShouldBe([("slack", "C0CRIT", "@here"), ("pager", "", null)]);
        Notices(Severity.High).ShouldBe(["pager"]);
        Notices(Severity.Medium).ShouldBe(["slack", "pager"]);

        IEnumerable<string> Notices(Severity severity) => Router().NoticeTargets(severity).Select(t => t.Sink.Name);
    }

    [Fact]
    public void The_end_of_a_drift_goes_where_the_drift_went()
    {
        Add(new() { Severity = "high", Verdict = "deleted" }, "pager");
        Add(new(), "slack");
        var drift = new DriftRecord
        {
            Id = "D-1",
            State = "prod",
            Lineage = "",
            Address = "a",
            Type = "t",
            Verdict = "deleted",
            Severity = "high",
            OpenedAt = Facts.Noon,
            OpenedEvent = "e",
            LastChangeAt = Facts.Noon,
            LastEvent = "e",
        };

        var finding = Facts.Finding(Facts.Event("e"), Verdict.Reverted, "D-1");
        Router().Targets(new("A-1", finding, drift, 0)).Select(t => t.Sink).ShouldBe(["pager"]);
    }

    [Theory]
    [InlineData("2026-03-02T21:30:00Z", "2026-03-03T06:00:00Z")] // 22:30 in Berlin
    [InlineData("2026-03-03T05:59:00Z", "2026-03-03T06:00:00Z")]
    [InlineData("2026-03-03T06:00:00Z", null)]
    [InlineData("2026-03-02T20:59:00Z", null)]
    [InlineData("2026-03-28T22:00:00Z", "2026-03-29T05:00:00Z")] // summer time begins in that night
    public void Quiet_hours_hold_what_people_read_until_their_end(string now, string? end)
    {
        var quiet = new QuietHours(new(22, 0), new(7, 0), QuietHours.ReadZone("Europe/Berlin")!, Severity.Critical);

        quiet.EndAfter(DateTimeOffset.Parse(now)).ShouldBe(end is null ? null : DateTimeOffset.Parse(end));
    }

    [Fact]
    public void Programs_and_the_worst_know_no_quiet_hours()
    {
        Add(new() { QuietHours = new() { From = "00:00", To = "23:59" } });

        Targets(Severity.High).Select(t => (t.Sink, t.HoldUntil is not null)).ShouldBe([("slack", true), ("pager", false)]);
        Targets(Severity.Critical).ShouldAllBe(t => t.HoldUntil == null);
    }

    [Fact]
    public void Each_mistake_names_its_key_its_value_and_what_would_go_wrong()
    {
        _options.DigestFrom = 1;
        _options.TimeZone = "Europe/Atlantis";
        Add(new() { Severity = "loud", Verdict = "drifted", Channel = "#drift", Mention = "@alice", QuietHours = new() { From = "late", Severity = "none" } }, "slak");
        Add(new() { QuietHours = new() { From = "22:00", To = "22:00", TimeZone = "Mars" } });

        string.Join('\n', AlertMistakes.In(_options, ["slack", "pager"])).ShouldBeApproved("alert-mistakes");
    }

    [Fact]
    public void Wrong_sinks_are_told_without_their_secrets()
    {
        var sinks = new SinkOptions();
        sinks.Webhooks.Add(new() { Url = new("http://example.com/s3cr3t"), Secret = new("short") });
        sinks.Webhooks.Add(new());
        sinks.Teams.Add(new() { Name = "slack", Url = new("s3cr3t") });
        sinks.Sns.Add(new() { TopicArn = "drift", Format = "xml", ExternalId = "acme" });
        sinks.PagerDuty.Add(new() { RoutingKey = new("s3cr3t"), Url = new("http://example.com") });
        sinks.Email.Add(new() { Server = "mail.example.com", Port = 0, From = "nobody", StartTls = "off", User = "u" });
        sinks.Email.Add(new() { Name = "mail2", Server = "mail.example.com", From = "a@example.com", StartTls = "maybe" });

        var text = string.Join('\n', SinkMistakes.In(sinks));

        text.ShouldBeApproved("sink-mistakes");
        text.ShouldNotContain("s3cr3t");
    }

    private void Add(RouteEntry entry, params string[] sinks)
    {
        foreach (var sink in sinks)
        {
            entry.Sinks.Add(sink);
        }

        _options.Routes.Add(entry);
    }

    private List<string> Route(Severity severity) => [.. Targets(severity).Select(t => t.Sink)];

    private IReadOnlyList<AlertTarget> Targets(Severity severity, string account = "111122223333", string state = "prod")
    {
        var change = Facts.Event("e", account: account);
        var finding = Facts.Finding(change, Verdict.Drift, "D-1", new Change("tags.drift", Value.Null, Value.Of("x"))) with { Severity = severity };
        return Router().Targets(new("A-1", finding with { Resource = finding.Resource! with { State = state } }, null, 0));
    }

    private AlertRouter Router()
    {
        var context = new AlertContext(null, new Dictionary<string, string> { ["111122223333"] = "acme-prod" }) { Tags = _ => _tags };
        AlertSinks sinks = new([new Named("slack", new() { ForPeople = true, Edits = true }), new Named("pager", new())]);
        return new(Fixed.Of(_options), Options.Create(new SlackOptions()), sinks, context, new ManualTime());
    }

    private sealed class Named(string name, SinkTraits traits) : IAlertSink
    {
        public string Name => name;

        public SinkTraits Traits => traits;

        public Task<SinkAnswer?> LookAsync(CancellationToken cancellation) => Task.FromResult<SinkAnswer?>(null);

        public Task<SinkAnswer> TellAsync(News news, CancellationToken cancellation) => Task.FromResult(SinkAnswer.Ok);
    }
}
