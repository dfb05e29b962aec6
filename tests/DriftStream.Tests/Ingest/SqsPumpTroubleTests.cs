using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ingest;

public sealed class SqsPumpTroubleTests
{
    [Fact]
    public async Task A_queue_that_fails_for_a_while_is_read_again_afterwards()
    {
        await using var queues = await LocalQueues.StartAsync();
        queues.Aws.FailNext("ReceiveMessage", "ServiceUnavailable", status: 503);
        queues.Aws.FailNext("ReceiveMessage", "ServiceUnavailable", status: 503);
        await using var pump = await PumpUnderTest.StartAsync(queues, (_, _) => Task.CompletedTask);
        await queues.SendAsync("after the storm");

        await pump.DeletedAsync(1);

        await pump.Log.FirstAsync(line => line.Id == 1002);
        var problem = pump.Log.All.First(line => line.Id == 1001);
        problem.Text.ShouldContain($"The queue {queues.Url} cannot be read: AWS answered 503.");
        pump.Status.IsReachable.ShouldBeTrue();
        pump.Status.Problem.ShouldBeNull();
        pump.Status.LastReceive.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_wrong_secret_is_said_in_one_sentence_and_does_not_stop_the_program()
    {
        await using var queues = await LocalQueues.StartAsync();
        await using var pump = await PumpUnderTest.StartAsync(queues, (_, _) => Task.CompletedTask, secret: "not-the-secret");

        // The second try shows that the pump lives on, and says nothing again.
        await pump.Log.TakeAsync(3, line => line.Id == 1003);

        pump.Log.All.Where(line => line.Level >= LogLevel.Warning).ShouldHaveSingleItem();
        pump.Status.IsReachable.ShouldBeFalse();
        pump.Status.Problem.ShouldBe(
            $"The queue {queues.Url} cannot be read: AWS does not accept the credentials: " +
            "check the access key, its secret and that it is active (SignatureDoesNotMatch).");
        pump.Log.All.ShouldNotContain(line => line.Text.Contains("not-the-secret"));
    }

    [Fact]
    public async Task A_queue_that_is_missing_at_the_start_is_read_once_it_is_there()
    {
        await using var queues = await LocalQueues.StartWithoutQueueAsync();
        await using var pump = await PumpUnderTest.StartAsync(queues, (_, _) => Task.CompletedTask);
        var problem = await pump.Log.FirstAsync(line => line.Id == 1001);

        await queues.CreateAsync();
        await queues.SendAsync("at last");
        await pump.DeletedAsync(1);

        problem.Text.ShouldContain("there is no such queue: check Queue:Url");
        pump.Status.IsReachable.ShouldBeTrue();
    }

    [Fact]
    public async Task A_queue_without_a_dead_letter_queue_is_pointed_out()
    {
        await using var queues = await LocalQueues.StartWithoutQueueAsync();
        await queues.CreateBareAsync();
        await using var pump = await PumpUnderTest.StartAsync(queues, (_, _) => Task.CompletedTask);

        var warning = await pump.Log.FirstAsync(line => line.Id == 1004);

        warning.Level.ShouldBe(LogLevel.Warning);
    }

    [Fact]
    public async Task While_nothing_succeeds_messages_are_received_one_by_one_until_one_does()
    {
        await using var queues = await LocalQueues.StartAsync(maxReceiveCount: 1000);
        var ledgerIsAway = true;
        var settings = new Dictionary<string, string?> { ["Queue:Concurrency"] = "4", ["Queue:Receivers"] = "1" };
        await queues.SendAsync("1", "2", "3", "4");
        await using var pump = await PumpUnderTest.StartAsync(
            queues,
            (_, _) => Volatile.Read(ref ledgerIsAway) ? Task.FromException(new IOException("the ledger is away")) : Task.CompletedTask,
            settings);

        await pump.Log.FirstAsync(line => line.Id == 1040);
        queues.Aws.Calls.Clear();
        await queues.Aws.Calls.TakeAsync(3, call => call.Operation == "ReceiveMessage");
        queues.Aws.Calls.All
            .Where(call => call.Operation == "ReceiveMessage")
            .Skip(1) // was on its way when the brake was applied
            .ShouldAllBe(call => call.Number("MaxNumberOfMessages") == 1);
        Volatile.Write(ref ledgerIsAway, false);
        await pump.DeletedAsync(4);

        pump.Log.All.Count(line => line.Id == 1041).ShouldBe(1);
    }
}
