using System.Text;
using DriftStream.Alerts;
using DriftStream.Alerts.Sinks;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;
using DriftStream.Ledger;
using DriftStream.Tests.Ledger;
using DriftStream.Tests.LocalAws;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Alerts;

/// <summary>What every sink has to do. A new one adds a class with its own receiver, and passes.</summary>
public abstract class SinkSuite : IAsyncLifetime
{
    private protected const string Secret = "s3cr3t-of-the-sink";
    private protected const string Hostile = "*x* `y` <https://evil.example|Reset> [Reset](https://evil.example) <!channel> <b>&\r\nBcc: all@example.com\n@here \u202E";
    private static readonly AlertContext Context = AlertContext.Empty with { PublicUrl = new("https://drift.acme.example/") };
    private readonly ManualTime _clock = new();
    private IAlertSink _sink = null!;

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts the receiver and makes the sink that tells it.</summary>
    private protected abstract Task<IAlertSink> OpenAsync(SinkParts parts);

    /// <summary>What the receiver took, in order, as a reader would see it.</summary>
    private protected abstract Task<IReadOnlyList<string>> TakenAsync();

    /// <summary>From now on the receiver answers once so that the outcome is this.</summary>
    private protected abstract void Answer(SinkOutcome outcome);

    /// <summary>What the service lets pass; throws where a message would be refused or read as markup.</summary>
    private protected abstract void ShouldBeWithinLimits(string message);

    /// <summary>Ends the receiver.</summary>
    private protected abstract ValueTask CloseAsync();

    public async ValueTask InitializeAsync() => _sink = await OpenAsync(new(Context, new SinkClients(), TimeProvider.System));

    public async ValueTask DisposeAsync()
    {
        (_sink as IDisposable)?.Dispose();
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task It_delivers_and_resolves()
    {
        var opened = await _sink.TellAsync(News(Found(), 1), Cancel);
        var ended = await _sink.TellAsync(News(Reverted(), 0) with { Known = opened.Place }, Cancel);

        (opened.Outcome, ended.Outcome).ShouldBe((SinkOutcome.Taken, SinkOutcome.Taken));
        var taken = await TakenAsync();
        taken.Count.ShouldBeGreaterThanOrEqualTo(2);
        taken[0].ShouldContain("D-7K2M9QXA4T");
        taken.Skip(1).ShouldContain(m => m.Contains("resolve", StringComparison.OrdinalIgnoreCase));
        taken.ToList().ForEach(ShouldBeWithinLimits);
    }

    [Fact]
    public async Task It_waits_as_long_as_it_is_asked_to()
    {
        Answer(SinkOutcome.TooFast);

        var answer = await _sink.TellAsync(News(Found(), 1), Cancel);

        answer.Outcome.ShouldBeOneOf(SinkOutcome.TooFast, SinkOutcome.TryAgain);
        if (answer.Outcome == SinkOutcome.TooFast)
        {
            answer.RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
        }
    }

    [Theory]
    [InlineData(SinkOutcome.TryAgain)]
    [InlineData(SinkOutcome.Refused)]
    public async Task It_tells_what_passes_from_what_does_not_and_never_its_secret(object outcome)
    {
        Answer((SinkOutcome)outcome);

        var answer = await _sink.TellAsync(News(Found(), 1), Cancel);

        answer.Outcome.ShouldBe((SinkOutcome)outcome);
        answer.Reason.ShouldNotContain(Secret);
        answer.Reason.Length.ShouldBeInRange(1, 300);
    }

    [Fact]
    public async Task It_stays_within_the_services_limits_whatever_others_wrote()
    {
        foreach (var text in new[] { Hostile, string.Concat(Enumerable.Repeat(Hostile, 200)), new('&', 20_000), "" })
        {
            var finding = Found() with
            {
                Severity = Severity.Critical,
                Actor = Facts.Alice with { Name = text, SourceIp = text, Role = text },
                Resource = new(text, text, text, text, null),
                Changes = [.. Enumerable.Range(0, 60).Select(i => new Change($"{text}{i}", Value.Null, Value.Of(text)))],
                Event = new(text, Facts.Noon, text, text, text, text),
                Reason = text,
            };
            (await _sink.TellAsync(News(finding, 1), Cancel)).Outcome.ShouldBe(SinkOutcome.Taken);
        }

        (await TakenAsync()).ToList().ForEach(ShouldBeWithinLimits);
    }

    [Fact]
    public async Task It_tells_of_DriftStream_itself_and_if_people_read_it_of_many_changes_together()
    {
        (await _sink.TellAsync(new NoticeNews("A-1", "", new(Severity.High, "No events from us-east-1 for 5 minutes", Hostile)), Cancel)).Outcome.ShouldBe(SinkOutcome.Taken);
        if (_sink.Traits.ForPeople)
        {
            (await _sink.TellAsync(new DigestNews("B-1", "", Gathered()), Cancel)).Outcome.ShouldBe(SinkOutcome.Taken);
            (await _sink.TellAsync(new ListingNews("B-1/0", "", "Everything", [.. Enumerable.Repeat(Hostile, _sink.Traits.ListingLength / 300)]), Cancel)).Outcome.ShouldBe(SinkOutcome.Taken);
        }

        (await TakenAsync()).ToList().ForEach(ShouldBeWithinLimits);
    }

    [Fact]
    public async Task It_ends_with_whoever_waits()
    {
        using var ended = new CancellationTokenSource();
        await ended.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => _sink.TellAsync(News(Found(), 1), ended.Token));
    }

    private protected static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private static Finding Found() => Facts.Finding(Facts.Event("e1"), Verdict.Drift, "D-7K2M9QXA4T", new Change("tags.drift", Value.Null, Value.Of("spotted")));

    private static Finding Reverted() => Facts.Finding(Facts.Event("e2"), Verdict.Reverted, "D-7K2M9QXA4T", new Change("tags.drift", Value.Of("spotted"), Value.Null));

    private DriftNews News(Finding finding, int open) => new("A-0123456789", "", new("A-0123456789", finding, Drift(open), open));

    private DriftRecord Drift(int open) => new()
    {
        Id = "D-7K2M9QXA4T",
        State = "prod",
        Lineage = "",
        Address = "a",
        Type = "t",
        Verdict = "drift",
        Severity = "low",
        OpenedAt = Facts.Noon,
        OpenedEvent = "e1",
        OpenedBy = Hostile,
        LastChangeAt = Facts.Noon,
        LastEvent = "e1",
        End = open > 0 ? null : new(_clock.GetUtcNow(), "e2", Hostile),
    };

    private static Digest Gathered() => new()
    {
        Id = "B-0123456789",
        Actor = Hostile,
        Sample = Found(),
        Severity = Severity.High,
        Changes = 10_000,
        Drifts = 9_000,
        First = Facts.Noon,
        Last = Facts.Noon.AddMinutes(1),
        Calls = [.. Enumerable.Range(0, 30).Select(i => (Hostile, 30 - i))],
        Groups = [.. Enumerable.Range(0, 60).Select(i => new DigestGroup($"{Hostile}{i}", 100 - i, [Hostile, new('a', 5_000), "b"]))],
    };
}
