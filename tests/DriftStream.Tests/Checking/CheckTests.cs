using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using DriftStream.Postgres;
using DriftStream.Tests.Alerts;
using DriftStream.Tests.Commands;
using DriftStream.Tests.LocalAws;
using DriftStream.Tests.Service;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Checking;

/// <summary><c>check</c> in worlds that are in order, and in worlds that are not.</summary>
public sealed partial class CheckTests
{
    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task All_that_is_in_order_is_said_to_be(string format)
    {
        await using var place = await CheckedPlace.OpenAsync();
        await using var slack = await SlackReceiver.StartAsync();
        place.Settings["DriftStream__Slack__WebhookUrl"] = slack.Url;
        slack.Answers(400, "no_text");

        var outcome = await place.CheckAsync("--output", format);

        outcome.ExitCode.ShouldBe(0);
        Lasting(outcome, place).ShouldBeApproved($"check-fine-{format}");
        (await place.Queues.CountAsync()).ShouldBe((0, 0));
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once_with_a_remedy()
    {
        await using var place = await CheckedPlace.OpenAsync(new FixedTime(FixedTime.Noon.GetUtcNow().AddMinutes(-7)));
        await using var slack = await SlackReceiver.StartAsync();
        place.Settings["DriftStream__Slack__WebhookUrl"] = slack.Url;
        place.Settings["DriftStream__Queue__Url"] += "-elsewhere";
        place.Settings["DriftStream__Queue__DrainLimit"] = "00:00:35";
        place.Folder.Write("prod.tfstate", "broken");
        place.Folder.Write("driftstream.db", "is no database, but long enough to be taken for one by whoever only looks at its size and not at how it begins");
        place.Secret = "wrong";
        slack.Answers(404, "no_service");

        var outcome = await place.CheckAsync();

        outcome.ExitCode.ShouldBe(1);
        Lasting(outcome, place).ShouldBeApproved("check-wrong");
        outcome.Output.ShouldNotContain(new Uri(slack.Url).AbsolutePath);
    }

    [Fact]
    public async Task A_queue_that_will_lose_events_one_day_is_a_warning()
    {
        await using var place = await CheckedPlace.OpenAsync();
        await place.Queues.CreateLeakyAsync();
        place.Settings["DriftStream__Queue__Url"] = place.Queues.Url.Replace("driftstream", "leaky", StringComparison.Ordinal);

        var outcome = await place.CheckAsync();

        outcome.ExitCode.ShouldBe(0);
        outcome.Output.ShouldContain("warning  dead letters: the queue has no dead-letter queue.");
        outcome.Output.ShouldContain("warning  retention: messages are kept for only 1 hour.");
    }

    [Fact]
    public async Task Rights_that_are_missing_are_named_without_touching_a_message()
    {
        await using var place = await CheckedPlace.OpenAsync();
        await place.Queues.SendAsync("{}", "{}");
        place.Queues.Aws.FailNext("DeleteMessage", "AccessDenied", 403);

        var outcome = await place.CheckAsync();

        outcome.ExitCode.ShouldBe(1);
        outcome.Output.ShouldContain("failed   rights: AWS refuses sqs:DeleteMessage.");
        outcome.Output.ShouldContain("queue: reachable; 2 messages wait, 0 are being worked on;");
        (await place.Queues.CountAsync()).ShouldBe((2, 0));
    }

    [Fact]
    public async Task Whether_gaps_can_be_filled_is_told_unless_nobody_wants_that()
    {
        await using var place = await CheckedPlace.OpenAsync();
        place.Queues.Aws.FailNext("LookupEvents", "AccessDeniedException");

        var refused = await place.CheckAsync();
        place.Settings["DriftStream__Gaps__CatchUp"] = "false";
        var unwanted = await place.CheckAsync();

        refused.ExitCode.ShouldBe(0);
        refused.Output.ShouldContain("warning  catch-up: AWS does not allow cloudtrail:LookupEvents in us-east-1,");
        unwanted.Output.ShouldNotContain("catch-up");
    }

    [Fact]
    public async Task A_test_message_is_posted_only_when_asked_for()
    {
        await using var place = await CheckedPlace.OpenAsync();
        await using var slack = await SlackReceiver.StartAsync();
        place.Settings["DriftStream__Slack__WebhookUrl"] = slack.Url;
        slack.Answers(400, "no_text");

        await place.CheckAsync();
        var outcome = await place.CheckAsync("--send");

        (await slack.NextAsync(TestContext.Current.CancellationToken)).ShouldBe("{}");
        (await slack.NextAsync(TestContext.Current.CancellationToken)).ShouldContain("A test of DriftStream: alerts arrive here");
        outcome.Output.ShouldContain("ok       slack: a test message was posted; see that it is in the right place.");
    }

    [Fact]
    public async Task A_port_that_another_program_has_is_told()
    {
        await using var place = await CheckedPlace.OpenAsync();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        place.Settings["DriftStream__Http__Listen"] = $"http://127.0.0.1:{port}";

        var outcome = await place.CheckAsync();

        outcome.ExitCode.ShouldBe(1);
        outcome.Output.ShouldContain($"failed   http: port {port} is taken by another program.");
    }

    [Fact]
    public async Task A_service_that_runs_already_is_known_and_its_ledger_can_be_looked_at()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        await service.PostAsync(Calls.Tag(1));
        var settings = new Dictionary<string, string>(place.Settings) { ["DriftStream__Http__Listen"] = service.Client.BaseAddress!.AbsoluteUri };

        var outcome = await CheckedPlace.CheckAsync(place.Folder, settings, place.Queues, LocalAwsServer.Secret);

        outcome.Output.ShouldContain("holds 1 event, in tables");
        outcome.Output.ShouldContain("a DriftStream listens on");
        outcome.ExitCode.ShouldBe(0, outcome.Output);
    }

    [Fact]
    public async Task A_ledger_that_may_only_be_read_is_told_before_a_service_fails_at_it()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using (var service = await place.StartAsync())
        {
            await service.PostAsync(Calls.Tag(1));
        }

        // Tests may run as root, whom no rights stop; nobody can write a folder.
        File.Delete(place.LedgerPath + ".lock");
        Directory.CreateDirectory(place.LedgerPath + ".lock");
        var outcome = await CheckedPlace.CheckAsync(place.Folder, place.Settings, place.Queues, LocalAwsServer.Secret);

        outcome.ExitCode.ShouldBe(1);
        outcome.Output.ShouldContain("failed   ledger:");
        outcome.Output.ShouldContain("can be read and not written");
    }

    [Fact]
    public async Task A_database_is_looked_at_while_it_is_empty_and_while_it_is_away()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var place = await CheckedPlace.OpenAsync();
        place.Settings["DriftStream__Ledger__Url"] = await server.CreateDatabaseAsync();
        place.Settings["DriftStream__Ledger__Password"] = PostgresServer.Password;

        var empty = await place.CheckAsync();
        await server.StopAsync();
        var away = await place.CheckAsync();

        empty.ExitCode.ShouldBe(0, empty.Output);
        empty.Output.ShouldContain("can be reached and is empty");
        empty.Output.ShouldNotContain("disk:");
        away.ExitCode.ShouldBe(1);
        away.Output.ShouldContain("failed   ledger: The ledger at");
        (empty.Output + away.Output).ShouldNotContain(PostgresServer.Password);
    }

    [Fact]
    public async Task A_mistake_in_the_configuration_comes_first()
    {
        await using var place = await CheckedPlace.OpenAsync();
        place.Settings["DriftStream__Queue__WaitSeconds"] = "50";

        var outcome = await place.CheckAsync();

        outcome.ExitCode.ShouldBe(2);
        outcome.Output.ShouldBeEmpty();
        outcome.Errors.ShouldContain("Queue:WaitSeconds (50)");
    }

    private static string Lasting(ProgramOutcome outcome, CheckedPlace place) =>
        Free().Replace(Loopback().Replace(Unbroken().Replace(outcome.Transcript(place.Folder), " "), "http://127.0.0.1:PORT"), "FREE free for the ledger");

    // Where a line breaks depends on the lengths of the folder's name and the port.
    [GeneratedRegex(@"
 {9}(?: {3})?(?!->)(?=\S)")]
    private static partial Regex Unbroken();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d{2,}")]
    private static partial Regex Loopback();

    [GeneratedRegex(@"(more than )?[\d.]+ [GM]B are free for the ledger")]
    private static partial Regex Free();
}
