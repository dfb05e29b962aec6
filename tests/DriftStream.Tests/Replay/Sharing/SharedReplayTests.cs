using System.Text;
using DriftStream.Postgres;
using DriftStream.Tests.Commands;
using DriftStream.Tests.LocalAws;
using DriftStream.Tests.Replay.Ordering;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay.Sharing;

/// <summary>Several processes share a replay by way of a queue and a ledger in PostgreSQL.</summary>
public sealed class SharedReplayTests(SharedPostgres postgres)
{
    private const string LeftInLedger = "select (select count(*) from shared_replay) + (select count(*) from shared_object) + (select count(*) from shared_kept) + (select count(*) from shared_reader)";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    public async Task Several_processes_print_what_one_prints(int seed, int helpers)
    {
        await using var place = await SharedPlace.StartAsync(postgres, seed);
        var alone = await place.AloneAsync();

        var (id, ended) = await place.BeginAsync();
        var joined = await Task.WhenAll(Enumerable.Range(0, helpers).Select(_ => place.JoinAsync(id)));

        var together = await ended;
        joined.ShouldAllBe(helper => helper.ExitCode == 0 && helper.Output.Length == 0);
        alone.Output.ShouldContain("\"chain\":[{");
        SaysTheSame(together, alone);
        together.ErrorLines.ShouldContain(line => line.Contains($" {place.Objects} of {place.Objects} objects read, 0 left, ", StringComparison.Ordinal));
        place.Ask<long>(LeftInLedger).ShouldBe(0);
    }

    [Fact]
    public async Task With_everything_asked_for_it_is_the_same()
    {
        await using var place = await SharedPlace.StartAsync(postgres, seed: 3, events: 400);
        var alone = await place.AloneAsync("--all");

        var (id, ended) = await place.BeginAsync("--all");
        await place.JoinAsync(id, options: "--all");

        SaysTheSame(await ended, alone);
    }

    [Fact]
    public async Task What_is_recorded_names_the_object_that_another_process_read_it_from()
    {
        await using var place = await SharedPlace.StartAsync(postgres, events: 300);
        var (id, ended) = await place.BeginAsync("--record");

        await place.JoinAsync(id);

        (await ended).Errors.ShouldContain("Recorded in the ledger");
        place.Ask<long>("select count(*) from processed_event where evidence like '%\"origin\":{\"file\":\"s3://acme-trail/logs/%'").ShouldBeGreaterThan(0);
        place.Ask<long>("select count(*) from processed_event where evidence not like '%\"origin\":{\"file\":\"s3://acme-trail/logs/%'").ShouldBe(0);
    }

    [Fact]
    public async Task What_a_process_had_taken_when_it_was_killed_is_read_by_another_one()
    {
        await using var place = await SharedPlace.StartAsync(postgres);
        var alone = await place.AloneAsync();
        var (id, ended) = await place.BeginAsync();
        await TakeAndDieAsync(place);

        var helper = await place.JoinAsync(id);

        SaysTheSame(await ended, alone);
        helper.ErrorLines.ShouldContain($"Read {place.Objects} objects of replay {id}; nothing is left to read.");
    }

    [Fact]
    public async Task What_two_processes_read_counts_once()
    {
        await using var place = await SharedPlace.StartAsync(postgres);
        var alone = await place.AloneAsync();
        var (id, ended) = await place.BeginAsync();
        using (var sqs = place.Sqs())
        {
            // As after a visibility timeout that ended too soon: each batch is handed out once more.
            var taken = await sqs.ReceiveMessageAsync(new Amazon.SQS.Model.ReceiveMessageRequest { QueueUrl = place.QueueUrl, MaxNumberOfMessages = 10, VisibilityTimeout = 1, WaitTimeSeconds = 5 }, Cancellation);
            foreach (var message in taken.Messages)
            {
                await sqs.SendMessageAsync(place.QueueUrl, message.Body, Cancellation);
            }
        }

        await Task.WhenAll(place.JoinAsync(id), place.JoinAsync(id), place.JoinAsync(id));

        SaysTheSame(await ended, alone);
    }

    [Fact]
    public async Task What_nobody_may_read_is_named_as_one_process_names_it()
    {
        await using var place = await SharedPlace.StartAsync(postgres);
        place.S3.Fail("logs/007.json.gz", LocalS3Fault.Denied, times: 1_000);
        var alone = await place.AloneAsync();

        var (id, ended) = await place.BeginAsync();
        await place.JoinAsync(id);

        var together = await ended;
        alone.ExitCode.ShouldBe(1);
        alone.Errors.ShouldContain("logs/007.json.gz");
        SaysTheSame(together, alone);
        together.ErrorLines.ShouldContain(line => line.EndsWith(" 3 failures.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_kept_cannot_be_read_in_the_ledger_and_need_not_be_fetched_again()
    {
        await using var place = await SharedPlace.StartAsync(postgres);
        place.Settings["DriftStream__Ledger__AuditKey"] = new string('k', 40);
        var (id, ended) = await place.BeginAsync("--keep");
        await place.JoinAsync(id, options: "--keep");
        var first = await ended;
        var fetched = place.S3.Gets.All.Count;

        var again = await (await place.BeginAsync("--keep")).Ended;

        first.OutputLines.Count.ShouldBeGreaterThan(10);
        again.Output.ShouldBe(first.Output);
        place.S3.Gets.All.Count.ShouldBe(fetched);
        var kept = place.Ask<byte[]>("select string_agg(content, '') from shared_kept");
        kept.Length.ShouldBeGreaterThan(10_000);
        Encoding.Latin1.GetString(kept).ShouldNotContain("amazonaws");
    }

    [Fact]
    public async Task Whoever_would_keep_something_else_is_refused()
    {
        await using var place = await SharedPlace.StartAsync(postgres, events: 80);
        var (id, ended) = await place.BeginAsync();

        var otherState = await place.JoinAsync(id, Stories.State() with { Serial = 77 });
        var otherQuestion = await place.JoinAsync(id, options: ["--account", "111122223333"]);
        var otherReplay = await place.JoinAsync("R-0000000000");
        await place.JoinAsync(id);
        await ended;

        otherState.ExitCode.ShouldBe(2);
        otherState.ErrorLines[0].ShouldStartWith($"--join {id}: this machine would keep something else than is asked, as there the states are shop (lineage ");
        otherQuestion.ErrorLines[0].ShouldBe($"--join {id}: this machine would keep something else than is asked, as there --account is not given, here 111122223333. Give the command of the replay, and the same states.");
        otherReplay.ErrorLines[0].ShouldMatch("^--join is 'R-0000000000', and the ledger at postgres://driftstream@127.0.0.1:[0-9]+/ledger[0-9]+ knows no such replay: it is over, or belongs to another ledger.$");
    }

    private static void SaysTheSame(ProgramOutcome together, ProgramOutcome alone)
    {
        together.ExitCode.ShouldBe(alone.ExitCode, together.Errors);
        (together.Output == alone.Output).ShouldBeTrue("the findings differ");
        together.ErrorLines.Where(line => !line.StartsWith("Replay R-", StringComparison.Ordinal)).ShouldBe(alone.ErrorLines);
    }

    private static async Task TakeAndDieAsync(SharedPlace place)
    {
        using var sqs = place.Sqs();
        var request = new Amazon.SQS.Model.ReceiveMessageRequest { QueueUrl = place.QueueUrl, MaxNumberOfMessages = 10, VisibilityTimeout = 2, WaitTimeSeconds = 5 };
        (await sqs.ReceiveMessageAsync(request, Cancellation)).Messages.ShouldNotBeEmpty();
    }
}
