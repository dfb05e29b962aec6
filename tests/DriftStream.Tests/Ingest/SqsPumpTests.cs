using DriftStream.Ingest;
using DriftStream.Tests.LocalAws;
using Microsoft.Extensions.Logging;
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
        await using var pump = await PumpUnderTest.StartAsync(queues, FailOn("bad"));
        await queues.SendAsync("bad", "good 1", "good 2");

        (await queues.DeadLetterAsync()).ShouldBe("bad");
        await pump.DeletedAsync(2);

        pump.Taken.All.Count(body => body == "bad").ShouldBe(3);
        pump.Taken.All.Where(body => body != "bad").ShouldBe(["good 1", "good 2"], ignoreOrder: true);
        HiddenFor(queues).ShouldBe([1, 2, 4]);
        (await queues.CountAsync()).ShouldBe((0, 0));
    }

    private static PumpUnderTest.Take FailOn(string bad) => (body, _) =>
        body == bad ? Task.FromException(new InvalidOperationException("the ledger is away")) : Task.CompletedTask;

    private static List<int?> HiddenFor(LocalQueues queues) =>
        [.. queues.Aws.Done.All
            .Where(call => call.Operation == "ChangeMessageVisibilityBatch")
            .SelectMany(call => call.Request["Entries"]!.AsArray())
            .Select(entry => entry!["VisibilityTimeout"]?.GetValue<int>())];
}
