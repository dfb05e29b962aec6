using System.Text;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Ledger;
using DriftStream.Tests.Commands;
using DriftStream.Tests.Service;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ledger;

public sealed class SessionRowsTests
{
    private static readonly OpenedSession Whole = new()
    {
        Key = "ASIAQ5LEDGEREXMPL001",
        OpenedAt = Facts.Noon,
        ExpiresAt = Facts.Noon.AddHours(1),
        EventId = "e1",
        How = "AssumeRoleWithWebIdentity",
        Opened = "deploy",
        Opener = new("acme/infra", ActorKind.Automation, Confidence.Certain, NameSource.Chosen)
        {
            Type = "WebIdentityUser",
            Account = "111122223333",
            Key = "ASIAQ5LEDGEREXMPL002",
            Place = "arn 1",
        },
        Job = new() { System = "github", Repository = "acme/infra", Ref = "main", Workflow = "w", Environment = "e", Step = "s", Commit = "c", Run = "r" },
    };

    [Fact]
    public void A_session_comes_back_from_its_row_as_it_was()
    {
        using var file = new LedgerFile();
        file.Database().Migrate();
        Save(file, Whole);

        using var connection = file.Open();
        SessionRows.Load(connection).All.ShouldHaveSingleItem().ShouldBe(Whole);
    }

    [Fact]
    public async Task A_commit_that_fails_teaches_nothing()
    {
        using var file = new LedgerFile();
        await using var process = await file.StartAsync();
        file.Do("create trigger stop before insert on processed_event begin select raise(abort, 'not now'); end");

        await Should.ThrowAsync<LedgerUnavailableException>(() => process.RecordAsync(Read(SessionCalls.AssumeRole())));

        process.Writer.Sessions.Count.ShouldBe(0);
        file.Do("drop trigger stop");
        await process.RecordAsync(Read(SessionCalls.AssumeRole()));
        process.Writer.Sessions.Count.ShouldBe(1);
        file.Ask<long>("select count(*) from session").ShouldBe(1);
    }

    [Fact]
    public async Task What_cannot_matter_any_more_is_deleted_and_a_time_in_the_future_deletes_nothing()
    {
        using var file = new LedgerFile();
        await using var process = await file.StartAsync(clock: new FixedTime(new(2026, 3, 3, 3, 2, 0, TimeSpan.Zero)));
        await process.RecordAsync(Read(SessionCalls.AssumeRole()));

        await process.RecordAsync(Read(At("2026-03-03T02:59:00Z", "assume-2", "ASIAQ5SERVICEEXMP003")));
        file.Ask<long>("select count(*) from session").ShouldBe(2);

        await process.RecordAsync(Read(At("2026-03-03T03:01:00Z", "assume-3", "ASIAQ5SERVICEEXMP004")));
        process.Writer.Sessions.All.Select(s => s.EventId).ShouldBe(["assume-2", "assume-3"], ignoreOrder: true);
        file.Ask<long>("select count(*) from session").ShouldBe(2);

        await process.RecordAsync(Read(At("2099-01-01T00:00:00Z", "assume-4", "ASIAQ5SERVICEEXMP005")));
        file.Ask<long>("select count(*) from session").ShouldBe(3);
    }

    [Fact]
    public async Task A_ledger_from_before_sessions_were_kept_goes_on()
    {
        using var file = new LedgerFile();
        OldLedger.Make(file, last: 1);
        file.Do("insert into processed_event(event_id, account, at, time, name, verdict, findings) values ('e1', '111122223333', 1, 1, 'PutBucketTagging', 'drift', 1)");

        await using var after = await file.StartAsync();
        await after.RecordAsync(Read(SessionCalls.AssumeRole()));

        file.Ask<long>("select count(*) from session").ShouldBe(1);
        (await after.RecordAsync(Facts.Event("e1"))).ShouldBe(LedgerReceipt.Duplicate);
    }

    private static string At(string time, string id, string key) => SessionCalls.AssumeRole(id, key).Replace("2026-03-02T14:00:00Z", time, StringComparison.Ordinal);

    private static CloudTrailEvent Read(string record) => EventReader.Read(Encoding.UTF8.GetBytes(record));

    private static void Save(LedgerFile file, params OpenedSession[] sessions)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction();
        file.Database().Write(connection, transaction, [.. SessionRows.Save(new(SessionBook.Empty, sessions, Facts.Noon), turn: 1)]);
        transaction.Commit();
    }
}
