using DriftStream.Ledger;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ledger;

public sealed class SqliteLedgerWriterTests : LedgerWriterSuite
{
    [Fact]
    public async Task A_locked_file_gives_a_clear_sentence_and_is_used_again_once_it_is_free()
    {
        using var file = new LedgerFile();
        await using var process = await file.StartAsync();
        using (var other = file.Open())
        using (other.BeginTransaction(deferred: false))
        {
            var failure = await Should.ThrowAsync<LedgerUnavailableException>(() => process.RecordAsync(Facts.Event("e1")));
            failure.Message.ShouldContain("is locked by another program");
        }

        (await process.RecordAsync(Facts.Event("e1"))).Outcome.ShouldBe(LedgerOutcome.Judged);
    }

    [Fact]
    public async Task A_second_process_on_the_same_ledger_is_refused_while_readers_are_not()
    {
        using var file = new LedgerFile();
        await using (var first = await file.StartAsync())
        {
            await first.RecordAsync(Facts.Event("e1"));
            using var second = file.Process().Writer;

            var failure = await Should.ThrowAsync<LedgerUnavailableException>(() => second.StartAsync(CancellationToken.None));

            failure.Message.ShouldContain("in use by another driftstream process");
            file.Queries().IsKnown("e1").ShouldBeTrue();
        }

        await using var third = await file.StartAsync();
        (await third.RecordAsync(Facts.Event("e1"))).ShouldBe(LedgerReceipt.Duplicate);
    }

    [Fact]
    public async Task After_the_end_the_file_alone_holds_everything()
    {
        using var file = new LedgerFile();
        await using (var process = await file.StartAsync())
        {
            await process.RecordAsync(Facts.Event("e1"));
            File.Exists(file.Path + "-wal").ShouldBeTrue();
        }

        File.Exists(file.Path + "-wal").ShouldBeFalse();
    }

    private protected override Task<LedgerUnderTest> OpenAsync() => Task.FromResult<LedgerUnderTest>(new LedgerFile());
}
