using DriftStream.Core.Judging;
using DriftStream.Gaps;
using DriftStream.Tests.Ledger;
using DriftStream.Tests.LocalAws;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Gaps;

public sealed class NoticeSenderTests
{
    private readonly ManualTime _time = new();
    private readonly List<string> _told = [];
    private NoticeAnswer _answer = new(NoticeOutcome.Told, "ok");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_worst_is_told_first_and_each_once()
    {
        using var ledger = new LedgerFile();
        await using var process = await ledger.StartAsync(clock: _time);
        await AddAsync(process, "N-1", Severity.Medium);
        await AddAsync(process, "N-2", Severity.Critical);
        await AddAsync(process, "N-2", Severity.Critical);
        using var sender = Sender(ledger, process);

        while (await sender.TellNextAsync(Cancellation))
        {
        }

        _told.ShouldBe(["N-2", "N-1"]);
    }

    [Fact]
    public async Task What_fails_is_tried_again_later_and_what_is_refused_is_given_up_with_its_reason()
    {
        using var ledger = new LedgerFile();
        await using var process = await ledger.StartAsync(clock: _time);
        await AddAsync(process, "N-1", Severity.High);
        using var sender = Sender(ledger, process);
        _answer = new(NoticeOutcome.TryAgain, "503", TimeSpan.FromSeconds(30));
        (await sender.TellNextAsync(Cancellation)).ShouldBeTrue();
        (await sender.TellNextAsync(Cancellation)).ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(31));
        _answer = new(NoticeOutcome.Refused, "404 no_service");

        (await sender.TellNextAsync(Cancellation)).ShouldBeTrue();

        _time.Advance(TimeSpan.FromHours(1));
        (await sender.TellNextAsync(Cancellation)).ShouldBeFalse();
        _told.Count.ShouldBe(2);
        new GapHealth(new(ledger.Database()), _time).Sentences().ShouldBe(["A word about gaps could not be told: 404 no_service."]);
    }

    [Fact]
    public async Task A_process_that_is_killed_while_telling_leaves_the_notice_to_the_next()
    {
        using var ledger = new LedgerFile();
        await using var process = await ledger.StartAsync(clock: _time);
        await AddAsync(process, "N-1", Severity.High);
        await process.Writer.InTurnAsync(turn => NoticeRows.Claim(turn, _time.GetUtcNow(), TimeSpan.FromMinutes(2)), Cancellation);
        using var sender = Sender(ledger, process);
        (await sender.TellNextAsync(Cancellation)).ShouldBeFalse();

        _time.Advance(TimeSpan.FromMinutes(3));

        (await sender.TellNextAsync(Cancellation)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_everybody_refused_is_told_at_the_next_start_and_what_somebody_heard_is_not()
    {
        using var ledger = new LedgerFile();
        await using var process = await ledger.StartAsync(clock: _time);
        using var sender = Sender(ledger, process);
        _answer = new(NoticeOutcome.Refused, "404 no_service");
        await AddAsync(process, "N-OLD", Severity.High);
        await sender.TellNextAsync(Cancellation);
        _time.Advance(TimeSpan.FromHours(25));
        await AddAsync(process, "N-1", Severity.High);
        await sender.TellNextAsync(Cancellation);
        _answer = _answer with { IsHeard = true };
        await AddAsync(process, "N-2", Severity.High);
        await sender.TellNextAsync(Cancellation);
        _told.Clear();
        _answer = new(NoticeOutcome.Told, "ok");

        using var next = Sender(ledger, process);
        await next.ReviveAsync(Cancellation);
        while (await next.TellNextAsync(Cancellation))
        {
        }

        _told.ShouldBe(["N-1"]);
    }

    private NoticeSender Sender(LedgerUnderTest ledger, LedgerProcess process) => new(
        process.Writer,
        new(ledger.Database()),
        (notice, _) =>
        {
            _told.Add(notice.Id);
            return Task.FromResult(_answer);
        },
        _time,
        NullLogger<NoticeSender>.Instance);

    private static Task<bool> AddAsync(LedgerProcess process, string id, Severity severity) => process.Writer.InTurnAsync(
        turn =>
        {
            NoticeRows.Add(turn, new(id, severity, "A headline", "A text."), History.Start);
            return true;
        },
        Cancellation);
}
