using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using DriftStream.Commands;
using DriftStream.Tests.Commands;
using DriftStream.Tests.LocalAws;
using DriftStream.Tests.Service;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Demo;

public sealed partial class DemoTests
{
    [Fact]
    public async Task The_story_is_told_from_the_first_tag_to_the_closed_port()
    {
        using var folder = new TestFolder();

        var outcome = await PlayAsync(folder, []);

        Port().Replace(outcome.Transcript(folder), "127.0.0.1:PORT").ShouldBeApproved("demo-once");
        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_plays_on_a_free_port_where_the_usual_one_is_taken()
    {
        using var folder = new TestFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var outcome = await PlayAsync(folder, new() { ["DriftStream__Http__Listen"] = $"http://127.0.0.1:{port}" });

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        outcome.Output.ShouldNotContain($":{port}");
        Port().IsMatch(outcome.Output).ShouldBeTrue();
    }

    [Fact]
    public async Task Without_colours_it_writes_none()
    {
        using var folder = new TestFolder();

        var outcome = await PlayAsync(folder, new() { ["NO_COLOR"] = "1" }, outIsTerminal: true);

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        outcome.Output.ShouldNotContain('\u001b');
    }

    [Fact]
    public async Task Where_a_webhook_is_configured_its_four_messages_are_posted()
    {
        using var folder = new TestFolder();
        await using var webhook = await WebhookReceiver.StartAsync();

        var outcome = await PlayAsync(folder, new()
        {
            ["DriftStream__Slack__WebhookUrl"] = webhook.Url,
            ["DriftStream__Slack__RatePerSecond"] = "0",
        });

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        outcome.Output.ShouldContain("Slack took every message.");
        var texts = (await webhook.Messages.TakeAsync(4)).Select(message => JsonDocument.Parse(message).RootElement.GetProperty("text").GetString()).ToList();
        webhook.Messages.All.Count.ShouldBe(4);
        texts.ShouldAllBe(text => text!.Contains("alice@example.com", StringComparison.Ordinal));
        (outcome.Output + outcome.Errors).ShouldNotContain(WebhookReceiver.SecretPath);
    }

    private static async Task<ProgramOutcome> PlayAsync(TestFolder folder, Dictionary<string, string> settings, bool outIsTerminal = false)
    {
        settings.TryAdd("DriftStream__Http__Listen", "http://127.0.0.1:0");
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var around = new Surroundings
        {
            In = Stream.Null,
            Out = output,
            Error = errors,
            Time = FixedTime.Noon,
            Folder = folder.Path,
            Environment = settings,
            OutIsTerminal = outIsTerminal,
        };
        var exitCode = await DriftStreamProgram.RunAsync(["demo", "--once"], around, new ProgramParts(), TestContext.Current.CancellationToken);
        return new(exitCode, output.ToString(), errors.ToString());
    }

    [GeneratedRegex(@"127\.0\.0\.1:\d+")]
    private static partial Regex Port();
}
