using System.Text.RegularExpressions;
using Dapper;
using DriftStream.Tests.LocalAws;
using DriftStream.Tests.Service;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace DriftStream.EndToEnd;

/// <summary>The program is killed while events arrive.</summary>
public sealed partial class CrashTests(QueueFauxqs fauxqs) : IClassFixture<QueueFauxqs>, IDisposable
{
    private const int Events = 300;
    private const int Kills = 3;
    private const int AlertsBetweenEnds = 60;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("driftstream-crash-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_kills_and_a_stop_lose_no_event_and_no_alert()
    {
        var endpoint = await fauxqs.EndpointAsync();
        await using var webhook = await WebhookReceiver.StartAsync();
        var settings = await PrepareAsync(endpoint, webhook);
        var program = await ProgramProcess.StartAsync(_folder.FullName, settings);
        await using var send = QueueNode.Start("send.mjs", "--queue", settings["DriftStream__Queue__Url"], "--count", $"{Events}", "--rate", "20");

        for (var end = 1; end <= Kills + 1; end++)
        {
            await webhook.Messages.TakeAsync(end * AlertsBetweenEnds);
            await EndAsync(program, end);
            program = await ProgramProcess.StartAsync(_folder.FullName, settings);
        }

        await AllAlertedAsync(webhook);
        (await program.TerminateAsync()).ShouldBe(0, program.Errors);

        var repeated = webhook.Messages.All.Count - Events;
        var (events, findings, open, unsent) = Recorded();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Events} events sent, {Kills} SIGKILLs and 1 SIGTERM in between: {events} events in the ledger, {findings} findings, {Addresses(webhook).Count} of {Events} alerts at the webhook, {repeated} of them repeated");
        (events, findings, open, unsent).ShouldBe((Events, Events, Events, 0L));
        repeated.ShouldBeLessThanOrEqualTo(Kills);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task EndAsync(ProgramProcess program, int end)
    {
        if (end <= Kills)
        {
            await program.KillAsync();
        }
        else
        {
            (await program.TerminateAsync()).ShouldBe(0, program.Errors);
        }

        await program.DisposeAsync();
    }

    private static async Task AllAlertedAsync(WebhookReceiver webhook)
    {
        while (Addresses(webhook).Count < Events)
        {
            await webhook.Messages.TakeAsync(webhook.Messages.All.Count + 1);
        }
    }

    private static HashSet<string> Addresses(WebhookReceiver webhook) =>
        [.. webhook.Messages.All.Select(message => Address().Match(message).Value)];

    private async Task<Dictionary<string, string>> PrepareAsync(Uri endpoint, WebhookReceiver webhook)
    {
        // Short, so that what a killed process had in its hands comes back soon.
        await using var create = QueueNode.Start("queue.mjs", endpoint.GetLeftPart(UriPartial.Authority), "crash", "5");
        await using var state = QueueNode.Start("state.mjs", $"{Events}");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "prod.tfstate"), $"{{{await state.LineAsync("{")}", Cancellation);
        return new()
        {
            ["AWS_ACCESS_KEY_ID"] = LocalAwsServer.AccessKey,
            ["AWS_SECRET_ACCESS_KEY"] = LocalAwsServer.Secret,
            ["AWS_REGION"] = LocalAwsServer.Region,
            ["DriftStream__Queue__Url"] = $"http{await create.LineAsync("http")}",
            ["DriftStream__States__0"] = "prod.tfstate",
            ["DriftStream__Slack__WebhookUrl"] = webhook.Url,
            // Each alert by itself, so that they can be counted; they go one by one, so that a kill can repeat one at most.
            ["DriftStream__Alerts__DigestFrom"] = "0",
            ["DriftStream__Slack__RatePerSecond"] = "0",
            ["DriftStream__Http__Listen"] = "http://127.0.0.1:0",
        };
    }

    private (long Events, long Findings, long Open, long Unsent) Recorded()
    {
        using var ledger = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "driftstream.db")};Mode=ReadOnly;Pooling=False");
        return ledger.QuerySingle<(long, long, long, long)>(
            """
            select (select count(distinct event_id) from processed_event), (select count(*) from finding),
                   (select count(*) from drift where status = 'open'), (select count(*) from alert where sent_at is null)
            """);
    }

    [GeneratedRegex(@"aws_s3_bucket\.latency_\d{6}")]
    private static partial Regex Address();
}
