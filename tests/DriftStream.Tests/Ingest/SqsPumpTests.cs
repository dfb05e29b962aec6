using System.Globalization;
using DriftStream.Ingest;
using DriftStream.Tests.LocalAws;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ingest;

public sealed class SqsPumpTests
{
    [Fact]
    public async Task A_message_is_taken_once_and_deleted_only_after_it_was_committed()
    {
        await using var queues = await LocalQueues.StartAsync();
        var commit = new TaskCompletionSource();
        await using var pump = await PumpUnderTest.StartAsync(queues, (_, _) => commit.Task);
        await queues.SendAsync("""{"detail":"Grüße 🙂"}""");

        await pump.Taken.TakeAsync(1);
        queues.Aws.Calls.All.ShouldNotContain(call => call.Operation == "DeleteMessageBatch");
        pump.Status.InFlight.ShouldBe(1);
        commit.SetResult();
        await pump.DeletedAsync(1);

        pump.Taken.All.ShouldBe(["""{"detail":"Grüße 🙂"}"""]);
        (await queues.CountAsync()).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_message_that_keeps_failing_is_hidden_longer_each_time_and_parked_while_its_neighbours_go_on()
    {
        await using var queues = await LocalQueues.StartAsync(maxReceiveCount: 3);
        await using var pump = await PumpUnderTest.StartAsync(queues, (body, _) => body == "bad"
            ? Task.FromException(new InvalidOperationException("the ledger is away"))
            : Task.CompletedTask);
        await queues.SendAsync("bad", "good 1", "good 2");

        (await queues.DeadLetterAsync()).ShouldBe("bad");
        await pump.DeletedAsync(2);

        pump.Taken.All.Count(body => body == "bad").ShouldBe(3);
        pump.Taken.All.Where(body => body != "bad").ShouldBe(["good 1", "good 2"], ignoreOrder: true);
        HiddenFor(queues).ShouldBe([1, 2, 4]);
        (await queues.CountAsync()).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[1,2]")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("\"a string\"")]
    [InlineData("""{"Type":"Notification","Message":"{\"detail\":{}}","TopicArn":"arn:aws:sns:us-east-1:111122223333:trail"}""")]
    [InlineData("""{"detail":null}""")]
    public async Task A_body_of_any_shape_reaches_the_pipeline_untouched_and_is_parked_when_unreadable(string body)
    {
        await using var queues = await LocalQueues.StartAsync(maxReceiveCount: 2);
        await using var pump = await PumpUnderTest.StartAsync(queues, (taken, _) => taken == body
            ? Task.FromException(new UnreadableMessageException("The message is no CloudTrail record."))
            : Task.CompletedTask);
        await queues.SendAsync(body, "good");

        (await queues.DeadLetterAsync()).ShouldBe(body);
        await pump.DeletedAsync(1);

        pump.Taken.All.ShouldBe([body, "good", body], ignoreOrder: true);
        pump.Log.All.Count(line => line.Id == 1011).ShouldBe(2);
    }

    [Fact]
    public async Task Log_lines_carry_the_message_id_and_never_the_body()
    {
        await using var queues = await LocalQueues.StartAsync(maxReceiveCount: 1);
        await using var pump = await PumpUnderTest.StartAsync(
            queues, (_, _) => Task.FromException(new UnreadableMessageException("The message is no CloudTrail record.")));
        await queues.SendAsync("""{"password":"hunter2"}""");

        await queues.DeadLetterAsync();

        var failure = await pump.Log.FirstAsync(line => line.Id == 1011);
        failure.Scopes.ShouldStartWith("message 00000001-");
        pump.Log.All.ShouldNotContain(line => line.Text.Contains("hunter2") || line.Scopes.Contains("hunter2"));
    }

    [Fact]
    public async Task Only_as_many_messages_are_asked_for_as_there_are_free_places()
    {
        await using var queues = await LocalQueues.StartAsync();
        var commit = new TaskCompletionSource();
        var settings = new Dictionary<string, string?> { ["Queue:Concurrency"] = "3", ["Queue:Receivers"] = "1" };
        await queues.SendAsync("1", "2");
        await using var pump = await PumpUnderTest.StartAsync(queues, (_, _) => commit.Task, settings);

        await pump.Taken.TakeAsync(2);
        await queues.Aws.Calls.TakeAsync(2, IsReceive);
        await queues.SendAsync("3", "4");
        await pump.Taken.TakeAsync(3);

        queues.Aws.Calls.All.Where(IsReceive).Select(call => call.Number("MaxNumberOfMessages")).ShouldBe([3, 1]);
        (await queues.CountAsync()).Visible.ShouldBe(1);
        commit.SetResult();
        await pump.DeletedAsync(4);
    }

    [Fact]
    public async Task A_message_that_takes_long_stays_hidden_and_is_taken_once()
    {
        var time = new ManualTime();
        await using var queues = await LocalQueues.StartAsync(time, visibilitySeconds: 30);
        var commit = new TaskCompletionSource();
        await using var pump = await PumpUnderTest.StartAsync(queues, (body, _) => body == "slow" ? commit.Task : Task.CompletedTask);
        await queues.SendAsync("slow");
        await pump.Taken.TakeAsync(1);

        for (var extensions = 1; extensions <= 3; extensions++)
        {
            time.Advance(TimeSpan.FromSeconds(21));
            await queues.Aws.Done.TakeAsync(extensions, call => call.Operation == "ChangeMessageVisibilityBatch");
        }

        await queues.SendAsync("quick");
        await pump.DeletedAsync(1);
        commit.SetResult();
        await pump.DeletedAsync(2);

        pump.Taken.All.ShouldBe(["slow", "quick"]);
        HiddenFor(queues).ShouldBe([30, 30, 30]);
    }

    [Fact]
    public async Task A_message_that_never_ends_is_cancelled_at_the_handling_limit_and_tried_again()
    {
        await using var queues = await LocalQueues.StartAsync(maxReceiveCount: 2);
        var settings = new Dictionary<string, string?> { ["Queue:HandlingLimit"] = "00:00:02" };
        await using var pump = await PumpUnderTest.StartAsync(
            queues, (_, cancellation) => Task.Delay(Timeout.Infinite, cancellation), settings);
        await queues.SendAsync("endless");

        (await queues.DeadLetterAsync()).ShouldBe("endless");

        var failure = await pump.Log.FirstAsync(line => line.Id == 1010);
        failure.Text.ShouldContain("Queue:HandlingLimit (00:00:02)");
        pump.Taken.All.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_message_that_could_not_be_deleted_comes_back_and_is_deleted_then()
    {
        await using var queues = await LocalQueues.StartAsync(visibilitySeconds: 30);
        queues.Aws.FailNext("DeleteMessageBatch", "InternalError", status: 500);
        await using var pump = await PumpUnderTest.StartAsync(queues, (_, _) => Task.CompletedTask);
        await queues.SendAsync("twice");

        await pump.DeletedAsync(1);

        pump.Taken.All.ShouldBe(["twice", "twice"]);
        (await pump.Log.FirstAsync(line => line.Id == 1020)).Text.ShouldContain("1 finished messages could not be deleted");
        (await queues.CountAsync()).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Many_messages_are_all_taken_and_deleted_in_batches()
    {
        await using var queues = await LocalQueues.StartAsync();
        var bodies = Enumerable.Range(0, 200).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToList();
        await queues.SendAsync(bodies);
        await using var pump = await PumpUnderTest.StartAsync(queues, (_, _) => Task.CompletedTask);

        await pump.DeletedAsync(200);

        pump.Taken.All.ShouldBe(bodies, ignoreOrder: true);
        queues.Aws.Done.All.Count(call => call.Operation == "DeleteMessageBatch").ShouldBeLessThan(200);
        (await queues.CountAsync()).ShouldBe((0, 0));
    }

    private static bool IsReceive(LocalAwsCall call) => call.Operation == "ReceiveMessage";

    private static List<int?> HiddenFor(LocalQueues queues) =>
        [.. queues.Aws.Done.All
            .Where(call => call.Operation == "ChangeMessageVisibilityBatch")
            .SelectMany(call => call.Request["Entries"]!.AsArray())
            .Select(entry => entry!["VisibilityTimeout"]?.GetValue<int>())];
}
