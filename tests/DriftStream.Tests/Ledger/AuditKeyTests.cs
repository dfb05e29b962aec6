using DriftStream.Configuration;
using DriftStream.Ledger;
using DriftStream.Ledger.Integrity;
using DriftStream.Postgres;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ledger;

/// <summary>Where the key of the chain comes from.</summary>
public sealed class AuditKeyTests(SharedPostgres postgres)
{
    private const string Secret = "a-secret-of-nobody-with-enough-characters";

    [Fact]
    public async Task A_ledger_in_a_file_makes_a_key_for_its_owner_alone_and_keeps_it()
    {
        using var ledger = new LedgerFile();
        await using (await ledger.StartAsync())
        {
        }

        var made = await File.ReadAllTextAsync(ledger.Path + ".key", TestContext.Current.CancellationToken);
        await using (await ledger.StartAsync())
        {
        }

        made.Length.ShouldBe(64);
        (await File.ReadAllTextAsync(ledger.Path + ".key", TestContext.Current.CancellationToken)).ShouldBe(made);
        ledger.Ask<long>("select count(distinct key_id) from audit").ShouldBe(1);
        ledger.Log.All.ShouldNotContain(line => line.Contains(made, StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(ledger.Path + ".key").ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task A_key_that_was_lost_is_missed_at_the_next_start()
    {
        using var ledger = new LedgerFile();
        await using (await ledger.StartAsync())
        {
        }

        ledger.Log.All.ShouldNotContain(line => line.Contains(" 1215 ", StringComparison.Ordinal));
        var former = new AuditKey(await File.ReadAllTextAsync(ledger.Path + ".key", TestContext.Current.CancellationToken));
        File.Delete(ledger.Path + ".key");
        await using (await ledger.StartAsync())
        {
        }

        ledger.Log.All.ShouldContain(line => line.StartsWith($"Warning 1215 The ledger at {ledger.Path} ends with a row that key {former.Id} made", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_file_that_holds_no_key_stops_the_start()
    {
        using var ledger = new LedgerFile();
        await File.WriteAllTextAsync(ledger.Path + ".key", "short", TestContext.Current.CancellationToken);
        await using var process = ledger.Process();

        var refused = await Should.ThrowAsync<LedgerUnavailableException>(() => process.Writer.StartAsync(CancellationToken.None));

        refused.Message.ShouldStartWith($"The file {ledger.Path}.key holds no key");
    }

    [Fact]
    public async Task A_configured_key_leaves_no_file()
    {
        using var ledger = new LedgerFile();
        ledger.Options.AuditKey = new Secret(Secret);
        await using (await ledger.StartAsync())
        {
        }

        File.Exists(ledger.Path + ".key").ShouldBeFalse();
        ledger.Ask<string>("select key_id from audit").ShouldBe(new AuditKey(Secret).Id);
    }

    [Fact]
    public async Task PostgreSQL_without_a_key_has_no_chain_and_says_what_that_means()
    {
        using var ledger = await PostgresLedger.CreateAsync(postgres);
        await using var process = await ledger.StartAsync();
        await process.RecordAsync(Facts.Event("e1"));

        ledger.Ask<long>("select count(*) from audit").ShouldBe(0);
        ledger.Log.All.ShouldContain(line => line.StartsWith("Warning 1211", StringComparison.Ordinal)
            && line.Contains("nothing proves later that what is recorded from now on was not altered, removed or added to", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_process_without_the_key_does_not_write_beside_those_that_have_it()
    {
        using var ledger = await PostgresLedger.CreateAsync(postgres);
        ledger.Options.AuditKey = new Secret(Secret);
        await using (await ledger.StartAsync())
        {
        }

        ledger.Options.AuditKey = null;
        await using var process = ledger.Process();

        var refused = await Should.ThrowAsync<LedgerUnavailableException>(() => process.Writer.StartAsync(CancellationToken.None));

        refused.Message.ShouldContain("keeps an audit chain and Ledger:AuditKey is not set");
    }

    [Fact]
    public async Task Two_processes_make_one_chain()
    {
        using var ledger = await PostgresLedger.CreateAsync(postgres);
        ledger.Options.AuditKey = new Secret(Secret);
        await using (var a = await ledger.StartAsync())
        await using (var b = await ledger.StartAsync())
        {
            await Task.WhenAll(Enumerable.Range(0, 200).Select(i => (i % 2 == 0 ? a : b).RecordAsync(Facts.Event($"e{i}", i % 3 == 0 ? "DeleteBucketTagging" : "PutBucketTagging", second: i))));
        }

        var report = new AuditVerifier(ledger.Database(), [new AuditKey(Secret)]).Verify([]);
        ledger.Do("update finding set actor = 'bob@example.com' where id = (select max(id) from finding)");
        var altered = new AuditVerifier(ledger.Database(), [new AuditKey(Secret)]).Verify([]);

        report.Faults.ShouldBeEmpty();
        report.Events.ShouldBe(200);
        altered.Faults.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("too-short", null, "Ledger:AuditKey has fewer than 32 characters: it could be guessed")]
    [InlineData(Secret, "20d", "Ledger:Retention is '20d': it must be a number of days from 30 on, such as 400d")]
    [InlineData(Secret, "for ever", "Ledger:Retention is 'for ever': it must be a number of days")]
    [InlineData(null, "400d", "Ledger:Retention is set without Ledger:AuditKey")]
    public void Mistakes_name_the_key_and_what_would_go_wrong(string? key, string? retention, string sentence)
    {
        var options = new LedgerOptions { Url = "postgres://user@host/database", AuditKey = key is null ? null : new Secret(key), Retention = retention };

        var mistake = new LedgerOptions.Validator().Validate(null, options).Failures.ShouldNotBeNull().ShouldHaveSingleItem();

        mistake.ShouldStartWith(sentence);
        mistake.ShouldNotContain("too-short");
    }
}
