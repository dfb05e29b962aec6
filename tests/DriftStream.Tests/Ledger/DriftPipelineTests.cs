using System.Text;
using DriftStream.Core.Judging;
using DriftStream.Ingest;
using DriftStream.Ledger;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ledger;

public sealed class DriftPipelineTests
{
    [Fact]
    public async Task A_message_is_done_when_all_its_records_are_committed_in_the_order_of_what_happened()
    {
        using var file = new LedgerFile();
        await using var process = await file.StartAsync();

        var result = await PipelineOf(process, file).ProcessAsync(
            Message(Record("e2", "DeleteBucketTagging", second: 2), Record("e1", "PutBucketTagging", second: 1)), TestContext.Current.CancellationToken);

        result.ShouldBe(new IntakeResult(Judged: 2, Duplicates: 0, NotCloudTrail: 0));
        file.Queries().NewestFindings(10).Select(f => (f.Finding.Event.Id, f.Finding.Verdict))
            .ShouldBe([("e2", Verdict.Reverted), ("e1", Verdict.Drift)]);
    }

    [Fact]
    public async Task A_message_that_comes_again_is_all_duplicates()
    {
        using var file = new LedgerFile();
        await using var process = await file.StartAsync();
        var pipeline = PipelineOf(process, file);
        var message = Message(Record("e1", "PutBucketTagging"), Record("e2", "Other"));

        await pipeline.ProcessAsync(message, TestContext.Current.CancellationToken);
        var again = await pipeline.ProcessAsync(message, TestContext.Current.CancellationToken);

        again.ShouldBe(new IntakeResult(Judged: 0, Duplicates: 2, NotCloudTrail: 0));
    }

    [Fact]
    public async Task An_unreadable_record_is_reported_after_its_neighbours_are_committed()
    {
        using var file = new LedgerFile();
        await using var process = await file.StartAsync();

        var failure = await Should.ThrowAsync<UnreadableMessageException>(() => PipelineOf(process, file).ProcessAsync(
            Message(Record("e1", "PutBucketTagging"), """{"eventVersion":"1.08","eventTime":"yesterday","eventSource":"s3.amazonaws.com","eventName":"X","requestParameters":{"a":"hunter2"}}"""),
            TestContext.Current.CancellationToken));

        failure.Message.ShouldStartWith("1 of 2 items of the message cannot be read");
        failure.Message.ShouldNotContain("hunter2");
        file.Queries().IsKnown("e1").ShouldBeTrue();
    }

    [Fact]
    public async Task Events_of_accounts_that_nobody_named_are_dropped_and_counted_but_not_judged()
    {
        using var file = new LedgerFile();
        await using var process = await file.StartAsync();
        var pipeline = PipelineOf(process, file, "999999999999");

        var result = await pipeline.ProcessAsync(Message(Record("e1", "PutBucketTagging")), TestContext.Current.CancellationToken);

        result.ShouldBe(new IntakeResult(Judged: 0, Duplicates: 0, NotCloudTrail: 0));
        pipeline.OtherAccounts.ShouldBe(1);
        file.Queries().IsKnown("e1").ShouldBeFalse();
        file.Log.All.ShouldContain(line => line.StartsWith("Debug 1080", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_no_record_is_counted_by_its_detail_type()
    {
        using var file = new LedgerFile();
        await using var process = await file.StartAsync();
        var pipeline = PipelineOf(process, file);

        var result = await pipeline.ProcessAsync(
            Encoding.UTF8.GetBytes("""{"version":"0","id":"1","detail-type":"EC2 Instance State-change Notification","source":"aws.ec2","detail":{"state":"stopped"}}"""),
            TestContext.Current.CancellationToken);

        result.NotCloudTrail.ShouldBe(1);
        pipeline.NotCloudTrail.ShouldBe(new Dictionary<string, long> { ["EC2 Instance State-change Notification"] = 1 });
    }

    [Fact]
    public async Task A_message_that_cannot_be_recorded_fails_so_that_it_comes_again()
    {
        using var file = new LedgerFile();
        await using var process = await file.StartAsync();
        file.Do("create trigger stop before insert on finding begin select raise(abort, 'no'); end");

        await Should.ThrowAsync<LedgerUnavailableException>(
            () => PipelineOf(process, file).ProcessAsync(Message(Record("e1", "PutBucketTagging")), TestContext.Current.CancellationToken));
    }

    private static DriftPipeline PipelineOf(LedgerProcess process, LedgerFile file, params string[] accounts) =>
        new(process.Writer, new JudgeSettings { Accounts = accounts.ToHashSet() }, file.Log.For<DriftPipeline>());

    private static byte[] Message(params string[] records) => Encoding.UTF8.GetBytes($$"""{"Records":[{{string.Join(',', records)}}]}""");

    private static string Record(string id, string name, int second = 0) =>
        $$"""
        {"eventVersion":"1.08","userIdentity":{"type":"IAMUser","userName":"alice","accountId":"111122223333"},"eventTime":"2026-03-02T12:00:0{{second}}Z",
         "eventSource":"s3.amazonaws.com","eventName":"{{name}}","awsRegion":"eu-west-1","requestParameters":{"bucketName":"acme-data"},
         "eventID":"{{id}}","readOnly":false,"recipientAccountId":"111122223333"}
        """;
}
