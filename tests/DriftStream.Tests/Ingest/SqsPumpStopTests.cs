using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ingest;

public sealed class SqsPumpStopTests
{
    private static readonly Dictionary<string, string?> TwoPlaces = new()
    {
        ["Queue:Concurrency"] = "2",
        ["Queue:Receivers"] = "1",
        ["Queue:DrainLimit"] = "00:30:00",
    };

    [Fact]
    public async Task Messages_that_run_at_a_stop_finish_and_the_rest_waits_for_the_next_start()
    {
        await using var queues = await LocalQueues.StartAsync();
        await queues.SendAsync("1", "2", "3", "4", "5");
        var commit = new TaskCompletionSource();
        await using var first = await PumpUnderTest.StartAsync(queues, (_, _) => commit.Task, TwoPlaces);
        await first.Taken.TakeAsync(2);

        var stopping = first.StopAsync();
        stopping.IsCompleted.ShouldBeFalse();
        commit.SetResult();
        await stopping;

        await first.DeletedAsync(2);
        first.Taken.All.Count.ShouldBe(2);
        (await queues.CountAsync()).ShouldBe((3, 0));
        await using var second = await PumpUnderTest.StartAsync(queues, (_, _) => Task.CompletedTask, TwoPlaces);
        await second.DeletedAsync(5);
        first.Taken.All.Concat(second.Taken.All).ShouldBe(["1", "2", "3", "4", "5"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_message_that_does_not_finish_in_time_is_given_back_at_once()
    {
        await using var queues = await LocalQueues.StartAsync();
        await queues.SendAsync("slow");
        var settings = new Dictionary<string, string?> { ["Queue:DrainLimit"] = "00:00:05" };
        await using var first = await PumpUnderTest.StartAsync(
            queues, (_, cancellation) => Task.Delay(Timeout.Infinite, cancellation), settings);
        await first.Taken.TakeAsync(1);

        await first.StopAsync();

        first.Log.All.ShouldContain(line => line.Id == 1012);
        (await queues.CountAsync()).ShouldBe((1, 0));
        await using var second = await PumpUnderTest.StartAsync(queues, (_, _) => Task.CompletedTask);
        await second.DeletedAsync(1);
        second.Taken.All.ShouldBe(["slow"]);
    }

    [Fact]
    public async Task A_stop_with_nothing_to_do_does_not_wait_for_the_open_receive()
    {
        await using var queues = await LocalQueues.StartAsync(TimeProvider.System);
        await using var pump = await PumpUnderTest.StartAsync(queues, (_, _) => Task.CompletedTask);
        await queues.Aws.Calls.FirstAsync(call => call.Operation == "ReceiveMessage");

        await pump.StopAsync().WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        pump.Log.All.ShouldContain(line => line.Id == 1050);
    }
}
