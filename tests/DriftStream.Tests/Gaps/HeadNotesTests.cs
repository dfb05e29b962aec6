using Amazon.Runtime;
using Amazon.S3;
using DriftStream.Configuration;
using DriftStream.Gaps;
using DriftStream.Ledger;
using DriftStream.Ledger.Integrity;
using DriftStream.Tests.Commands;
using DriftStream.Tests.Ledger;
using DriftStream.Tests.LocalAws;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Gaps;

public sealed class HeadNotesTests
{
    private const string Place = "s3://acme-audit/driftstream";
    private const string Key = "a-secret-of-nobody-with-enough-characters";
    private readonly ManualTime _time = new();
    private readonly Lines _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_head_of_the_chain_is_told_once_a_day_whoever_asks()
    {
        using var ledger = new LedgerFile();
        await using var process = await ledger.StartAsync(clock: _time);
        await process.RecordAsync(Facts.Event("e1"));
        var head = new AuditQueries(ledger.Database()).Head();

        await NoteAsync(ledger, process);
        await process.RecordAsync(Facts.Event("e2"));
        await NoteAsync(ledger, process);

        ledger.Ask<long>("select count(*) from notice").ShouldBe(1);
        ledger.Ask<string>("select headline from notice").ShouldBe($"Audit chain: head {head}");
        _time.Advance(TimeSpan.FromDays(1));
        await NoteAsync(ledger, process);
        ledger.Ask<long>("select count(*) from notice").ShouldBe(2);
    }

    [Fact]
    public async Task The_first_head_of_each_day_is_laid_into_a_bucket_and_stays()
    {
        await using var aws = await LocalAwsServer.StartAsync(_time);
        var laid = aws.S3.Bucket("acme-audit");
        using var ledger = Chained();
        await using var process = await ledger.StartAsync(clock: _time);
        await process.RecordAsync(Facts.Event("e1"));
        var first = new AuditQueries(ledger.Database()).Head();

        await NoteAsync(ledger, process, aws);
        await process.RecordAsync(Facts.Event("e2"));
        await NoteAsync(ledger, process, aws);
        _time.Advance(TimeSpan.FromDays(1));
        await NoteAsync(ledger, process, aws);

        var day = _time.GetUtcNow().AddDays(-1);
        var id = ledger.Database().AuditKey!.Id;
        laid.Latest().Select(v => v.Key).ShouldBe([$"driftstream/{day:yyyy-MM-dd}.{id}.head", $"driftstream/{day.AddDays(1):yyyy-MM-dd}.{id}.head"]);
        System.Text.Encoding.UTF8.GetString(laid.Latest()[0].Content).ShouldBe($"{first} {day:yyyy-MM-ddTHH:mm:ssZ}\n");
        ledger.Ask<long>("select count(*) from notice").ShouldBe(0);
    }

    [Fact]
    public async Task A_bucket_that_refuses_is_named_with_the_permission_and_tried_again()
    {
        await using var aws = await LocalAwsServer.StartAsync(_time);
        var laid = aws.S3.Bucket("acme-audit");
        using var ledger = Chained();
        await using var process = await ledger.StartAsync(clock: _time);
        await process.RecordAsync(Facts.Event("e1"));
        aws.S3.Fail($"driftstream/{_time.GetUtcNow():yyyy-MM-dd}.{ledger.Database().AuditKey!.Id}.head", LocalS3Fault.Denied);

        await NoteAsync(ledger, process, aws);

        laid.Latest().ShouldBeEmpty();
        _log.All.ShouldHaveSingleItem().Trim().ShouldBe(
            "Warning 1643 The head of the audit chain could not be laid into s3://acme-audit/driftstream/: AWS does not allow s3:PutObject on it (AccessDenied): " +
            "grant it, and kms:Decrypt where a key of yours encrypts it. It is tried again in an hour");
        await NoteAsync(ledger, process, aws);
        laid.Latest().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_ledger_is_held_against_all_heads_of_its_key_that_were_laid()
    {
        await using var aws = await LocalAwsServer.StartAsync(_time);
        aws.S3.Put("acme-audit", "driftstream/2026-01-01.k-0123456789.head", "77:0123456789abcdef0123456789abcdef 2026-01-01T00:00:00Z\n"u8.ToArray());
        using var ledger = Chained();
        using var folder = new TestFolder();
        var shorter = Path.Combine(folder.Path, "shorter.db");
        await using (var process = await ledger.StartAsync(clock: _time))
        {
            await process.RecordAsync(Facts.Event("e1"));
            await NoteAsync(ledger, process, aws);
            ledger.Do($"vacuum into '{shorter}'");
            _time.Advance(TimeSpan.FromDays(1));
            await process.RecordAsync(Facts.Event("e2"));
            await NoteAsync(ledger, process, aws);
        }

        var head = new AuditQueries(ledger.Database()).Head();
        var sound = await VerifyAsync(ledger.Options.Url, aws);
        var cut = await VerifyAsync($"sqlite:{shorter}", aws);

        sound.ExitCode.ShouldBe(0, sound.Errors);
        sound.OutputLines.ShouldContain($"  heads      below s3://acme-audit/driftstream/: 2 confirmed, the last {head}");
        sound.Output.ShouldNotContain("nothing was cut off");
        cut.ExitCode.ShouldBe(1);
        cut.Output.ShouldContain($"{head}");
    }

    [Fact]
    public async Task A_place_that_holds_no_head_or_cannot_be_read_verifies_nothing()
    {
        await using var aws = await LocalAwsServer.StartAsync(_time);
        using var ledger = Chained();
        await (await ledger.StartAsync(clock: _time)).DisposeAsync();

        var missing = await VerifyAsync(ledger.Options.Url, aws);
        aws.S3.Bucket("acme-audit");
        var empty = await VerifyAsync(ledger.Options.Url, aws);

        (missing.ExitCode, missing.Output).ShouldBe((1, ""));
        missing.Errors.ShouldBe("The heads below s3://acme-audit/driftstream/ cannot be read, so nothing was verified: there is no such bucket.\n");
        (empty.ExitCode, empty.Output).ShouldBe((1, ""));
        empty.Errors.ShouldStartWith($"Below s3://acme-audit/driftstream/ lies no head of a chain with the key {ledger.Database().AuditKey!.Id}, so nothing was verified: ");
    }

    [Theory]
    [InlineData("gs://bucket", "Ledger:HeadsTo is 'gs://bucket': it must be s3://bucket or s3://bucket/prefix; no head would be noted.")]
    [InlineData("s3://", "Ledger:HeadsTo is 's3://': it must be s3://bucket or s3://bucket/prefix; no head would be noted.")]
    public void A_place_that_is_none_is_one_sentence(string place, string sentence) =>
        new LedgerOptions.Validator().Validate(null, new() { HeadsTo = place }).Failures.ShouldBe([sentence]);

    [Fact]
    public void Without_a_key_a_ledger_in_postgresql_has_no_head_to_lay() =>
        new LedgerOptions.Validator().Validate(null, new() { Url = "postgres://u@h/d", HeadsTo = Place }).Failures.ShouldBe(
            ["Ledger:HeadsTo is set without Ledger:AuditKey: there is no chain whose head could be noted. Set Ledger:AuditKey too."]);

    private static LedgerFile Chained()
    {
        var ledger = new LedgerFile();
        ledger.Options.AuditKey = new Secret(Key);
        return ledger;
    }

    private async Task NoteAsync(LedgerUnderTest ledger, LedgerProcess process, LocalAwsServer? aws = null)
    {
        var bucket = aws is null ? null : HeadBucket.Open(Place, _ => Connect(aws), _time);
        using var notes = new HeadNotes(process.Writer, ledger.Database(_time), bucket, Options.Create(new LedgerOptions { TellHead = aws is null }), _time, _log.For<HeadNotes>());
        await notes.NoteAsync(Cancellation);
    }

    private static async Task<ProgramOutcome> VerifyAsync(string url, LocalAwsServer aws)
    {
        using var folder = new TestFolder();
        return await new ProgramUnderTest(folder)
        {
            Environment = new() { ["DriftStream__Ledger__Url"] = url, ["DriftStream__Ledger__AuditKey"] = Key },
            Parts = FakeParts.Default with { ConnectS3 = (_, _, _) => Connect(aws) },
        }.RunAsync(["audit", "--verify", "--head", Place]);
    }

    private static AmazonS3Client Connect(LocalAwsServer aws) => new(
        new BasicAWSCredentials(LocalAwsServer.AccessKey, LocalAwsServer.Secret),
        new AmazonS3Config { ServiceURL = aws.Endpoint.AbsoluteUri, AuthenticationRegion = LocalAwsServer.Region, ForcePathStyle = true, MaxErrorRetry = 0 });
}
