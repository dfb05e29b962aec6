using System.Net;
using System.Net.Sockets;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Commands;

public sealed class RunTests
{
    [Fact]
    public async Task The_service_starts_with_nothing_configured_but_a_port_and_says_what_it_goes_without()
    {
        using var folder = new TestFolder();
        using var stop = new CancellationTokenSource();
        var program = new ProgramUnderTest(folder)
        {
            Environment = { ["DriftStream__Http__Listen"] = "http://127.0.0.1:0" },
            Cancellation = stop.Token,
            OnError = line =>
            {
                if (line.StartsWith("Listening", StringComparison.Ordinal))
                {
                    stop.Cancel();
                }
            },
        };

        var outcome = await program.RunAsync("run");

        outcome.ExitCode.ShouldBe(0);
        outcome.Errors.ShouldContain("Queue:Url is not set: no events come from AWS, only those that are sent to POST /api/v1/events.");
        outcome.Errors.ShouldContain("States is empty: nothing counts as managed by Terraform, so nothing can drift from it.");
    }

    [Fact]
    public async Task All_mistakes_of_a_configuration_are_told_before_anything_starts()
    {
        using var folder = new TestFolder();
        folder.Write("driftstream.json", """{ "Sates": [], "Accounts": [ "acme" ], }""");

        var outcome = await new ProgramUnderTest(folder).RunAsync("run");

        outcome.Transcript(folder).ShouldBeApproved("run-mistakes");
    }

    [Theory]
    [InlineData("Ledger__Url", "mysql://x", "Ledger:Url does not begin with 'sqlite:' or 'postgres://': the ledger would have no place. Use sqlite:driftstream.db.")]
    [InlineData("Slack__WebhookUrl", "hooks", "Slack:WebhookUrl ")]
    [InlineData("Log__Format", "1", "Log:Format is '1': it must be one of Text, Json, so it could not be used.")]
    [InlineData("States__0__PlainHttp", "maybe", "States:0:PlainHttp is 'maybe': it must be true or false, so it could not be used.")]
    [InlineData("TeamMembers__0", "alice", "TeamMembers:0 belongs to a list, and teams need names: nobody would know the team.")]
    [InlineData("Webhooks__0", "https://example.com/a-secret", "Webhooks:0 is a single value, and an entry is an object with Name, Url, Secret: it would be ignored.")]
    [InlineData("TeamMembers", "alice", "TeamMembers is a single value: it holds names, each with a value of its own, so it would be ignored.")]
    [InlineData("Alerts__Routes__0__Verdict", "dr*, gone*", "Alerts:Routes:0:Verdict (gone*) is no verdict: the route would fit nothing.")]
    [InlineData("History__Versions", "0", "History:Versions (0) is not from 1 to 100000")]
    public async Task A_mistake_in_one_section_alone_is_told_before_anything_starts(string key, string value, string sentence)
    {
        using var folder = new TestFolder();
        var program = new ProgramUnderTest(folder) { Environment = { ["DriftStream__" + key] = value, ["DriftStream__States__0__Url"] = "x" } };

        var outcome = await program.RunAsync("run");

        outcome.ExitCode.ShouldBe(2);
        outcome.ErrorLines[0].ShouldContain("nothing was started.");
        outcome.ErrorLines.ShouldContain(line => line.StartsWith("  " + sentence, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mistakes_of_all_kinds_are_told_together()
    {
        using var folder = new TestFolder();
        var program = new ProgramUnderTest(folder)
        {
            Environment =
            {
                ["DriftStream__Queue__Url"] = "hello",
                ["DriftStream__Queue__Concurrency"] = "5000",
                ["DriftStream__Slack__RatePerSecond"] = "often",
                ["DriftStream__Http__Listen"] = "http://0.0.0.0:5080",
                ["DriftStream__Ledger__Url"] = "mysql://x",
            },
        };

        var outcome = await program.RunAsync("run");

        outcome.ExitCode.ShouldBe(2);
        outcome.ErrorLines[0].ShouldBe("The configuration has 5 mistakes; nothing was started.");
        outcome.ErrorLines.Skip(1).Select(line => line.Trim().Split(' ')[0])
            .ShouldBe(["Slack:RatePerSecond", "Queue:Url", "Queue:Concurrency", "Ledger:Url", "Http:Listen"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_sentence()
    {
        using var folder = new TestFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var program = new ProgramUnderTest(folder) { Environment = { ["DriftStream__Http__Listen"] = $"http://127.0.0.1:{port}" } };

        var outcome = await program.RunAsync("run");

        outcome.ExitCode.ShouldBe(1);
        outcome.ErrorLines[^1].ShouldStartWith($"Port {port} is taken by another program, so nothing was started.");
    }

    [Theory]
    [InlineData("is no database, but long enough to be taken for one by whoever only looks at the size of it and not at how it begins", "is damaged or no SQLite file")]
    [InlineData(null, "cannot be used, as its lock file")]
    public async Task A_ledger_that_cannot_be_used_is_one_sentence(string? content, string sentence)
    {
        using var folder = new TestFolder();
        if (content is not null)
        {
            folder.Write("driftstream.db", content);
        }
        else
        {
            Directory.CreateDirectory(folder.At("driftstream.db.lock"));
        }

        var outcome = await new ProgramUnderTest(folder) { Environment = { ["DriftStream__Http__Listen"] = "http://127.0.0.1:0" } }.RunAsync("run");

        outcome.ExitCode.ShouldBe(1);
        outcome.ErrorLines[^1].ShouldStartWith($"The ledger at {folder.At("driftstream.db")} {sentence}");
    }
}
