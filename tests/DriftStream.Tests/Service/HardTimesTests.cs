using System.Net;
using System.Net.Sockets;
using DriftStream.Ingest;
using DriftStream.Tests.LocalAws;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Service;

/// <summary>Load, and neighbours that do not answer: nothing hangs and nothing is lost.</summary>
public sealed class HardTimesTests
{
    private const int AtOnce = 1000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_requests_at_once_are_all_recorded()
    {
        await using var place = await ServicePlace.OpenAsync();
        place.Settings.Remove("DriftStream__Queue__Url");
        place.Settings.Remove("DriftStream__Slack__WebhookUrl");
        await using var service = await place.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(number => service.PostAsync(Calls.Tag(number % ServicePlace.Buckets, value: $"{number}"))));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Accepted);
        service.Ask<long>("select count(*) from processed_event").ShouldBe([AtOnce]);
    }

    [Fact]
    public async Task A_message_with_more_items_than_any_real_one_is_refused_whole()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();

        var answer = await service.PostAsync(Calls.Records([Calls.Tag(1), .. Enumerable.Repeat("{}", 50_000)]));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain("more than 50,000 items, and none of it is taken");
        service.Ask<long>("select count(*) from processed_event").ShouldBe([0]);
    }

    [Fact]
    public async Task A_webhook_that_never_answers_does_not_keep_the_service_from_ending_and_its_alert_is_sent_later()
    {
        await using var place = await ServicePlace.OpenAsync();
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        var configured = place.Settings["DriftStream__Slack__WebhookUrl"];
        place.Settings["DriftStream__Slack__WebhookUrl"] = $"http://{mute.LocalEndpoint}/mute";
        place.Settings["DriftStream__Slack__TimeLimit"] = "00:01:00";
        await using (var service = await place.StartAsync())
        {
            await service.PostAsync(Calls.Tag(1));
            using var connection = await mute.AcceptTcpClientAsync(Cancellation);
            await service.StopAsync().WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        }

        place.Settings["DriftStream__Slack__WebhookUrl"] = configured;
        await using var again = await place.StartAsync();
        (await place.Webhook.Messages.FirstAsync(_ => true)).ShouldContain(ManagedState.Address(1));
    }

    [Fact]
    public async Task A_ledger_that_waits_for_its_lock_does_not_hold_up_the_pages()
    {
        await using var place = await ServicePlace.OpenAsync();
        place.Settings["DriftStream__Ledger__BusyLimit"] = "00:00:10";
        place.Settings.Remove("DriftStream__Queue__Url");
        await using var service = await place.StartAsync();
        using var other = new SqliteConnection($"Data Source={place.LedgerPath};Pooling=False");
        other.Open();
        using var held = other.BeginTransaction(deferred: false);
        var waiting = service.PostAsync(Calls.Tag(1));

        var ready = await service.Client.GetAsync("/readyz", Cancellation);
        var page = await service.Client.GetAsync("/", Cancellation);
        var stillWaits = !waiting.IsCompleted;
        held.Rollback();

        ready.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        stillWaits.ShouldBeTrue();
        (await waiting).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public void A_network_that_swallows_every_packet_is_known_within_a_minute()
    {
        var config = QueueAddress.Parse(new Uri("https://sqs.eu-west-1.amazonaws.com/111122223333/driftstream"), null).ToConfig();

        var attempts = config.MaxErrorRetry + 1;
        (config.ConnectTimeout!.Value * attempts).ShouldBeLessThan(TimeSpan.FromSeconds(40));
        (config.Timeout!.Value * attempts).ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(1));
        config.Timeout.Value.ShouldBeGreaterThan(TimeSpan.FromSeconds(20), "a receive waits 20 seconds");
    }
}
