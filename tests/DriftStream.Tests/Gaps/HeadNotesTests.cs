using DriftStream.Gaps;
using DriftStream.Ledger;
using DriftStream.Ledger.Integrity;
using DriftStream.Tests.Ledger;
using DriftStream.Tests.LocalAws;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Gaps;

public sealed class HeadNotesTests
{
    private readonly ManualTime _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_head_of_the_chain_is_told_once_a_day_whoever_asks()
    {
        using var ledger = new LedgerFile();
        await using var process = await ledger.StartAsync(clock: _time);
        await process.RecordAsync(Facts.Event("e1"));
        var head = new AuditQueries(ledger.Database()).Head();

        await NoteAsync(process);
        await process.RecordAsync(Facts.Event("e2"));
        await NoteAsync(process);

        ledger.Ask<long>("select count(*) from notice").ShouldBe(1);
        ledger.Ask<string>("select headline from notice").ShouldBe($"Audit chain: head {head}");
        _time.Advance(TimeSpan.FromDays(1));
        await NoteAsync(process);
        ledger.Ask<long>("select count(*) from notice").ShouldBe(2);
    }

    private async Task NoteAsync(LedgerProcess process)
    {
        using var notes = new HeadNotes(process.Writer, Options.Create(new LedgerOptions { TellHead = true }), _time, NullLogger<HeadNotes>.Instance);
        await notes.NoteAsync(Cancellation);
    }
}
