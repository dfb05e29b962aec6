using System.Text;
using DriftStream.Ledger;
using DriftStream.Tests.LocalAws;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Service;

/// <summary>What nobody may read anywhere: addresses and keys that are secrets, and values that Terraform or AWS hide.</summary>
public sealed class SecretTests
{
    private const string ApiKey = "an-api-key-of-this-test-only";
    private const string DeadAddress = "http://127.0.0.1:1/services/T0LOCAL/B0LOCAL/another-secret";

    private static readonly string[] Secrets =
        [WebhookReceiver.SecretPath, "another-secret", ApiKey, ManagedState.Password, ManagedState.Token, LocalAwsServer.Secret];

    private static readonly string[] Marks = ["HIDDEN_DUE_TO_SECURITY_REASONS", "****"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_secret_is_in_logs_ledger_pages_or_alerts()
    {
        await using var place = await ServicePlace.OpenAsync();
        place.Settings["DriftStream__Http__ApiKey"] = ApiKey;
        await using var service = await place.StartAsync();
        service.Client.DefaultRequestHeaders.Authorization = new("Bearer", ApiKey);

        await place.Queues.SendAsync(Calls.ChangePassword(), Calls.ChangeVariables(), Calls.Tag(1));
        await service.PostAsync("{ broken");
        await place.Webhook.Messages.TakeAsync(3);
        await service.DeletedAsync(3);
        var pages = await service.Client.GetStringAsync("/", Cancellation) + await service.Client.GetStringAsync("/readyz", Cancellation);

        service.Ask<string>("select verdict from processed_event order by event_id").ShouldBe(["touched", "drift", "touched"]);
        ShouldHoldNone(pages, Secrets.Concat(Marks), "pages");
        ShouldHoldNone(place.Posted, Secrets.Concat(Marks), "alerts");
        ShouldHoldNone(Logged(place), Secrets.Concat(Marks), "log");
        ShouldHoldNone(Encoding.UTF8.GetString(place.LedgerBytes()), Secrets.Concat(Marks), "ledger");
        foreach (var kept in service.Ask<string>("select event_id from processed_event").Select(service.Ledger.FindEvent))
        {
            // AWS's own marks are what the record says, and stay in it.
            ShouldHoldNone(Encoding.UTF8.GetString(kept?.Record ?? []), Secrets, $"record of {kept?.Id}");
        }
    }

    [Fact]
    public async Task A_webhook_that_cannot_be_reached_is_reported_without_its_address()
    {
        await using var place = await ServicePlace.OpenAsync();
        place.Settings["DriftStream__Slack__WebhookUrl"] = DeadAddress;
        await using var service = await place.StartAsync();

        await service.PostAsync(Calls.Tag(1));
        var line = await place.Log.Lines.FirstAsync(line => line.Id == 1303);

        line.Text.ShouldContain("no connection");
        ShouldHoldNone(Logged(place), Secrets, "log");
        ShouldHoldNone(Encoding.UTF8.GetString(place.LedgerBytes()), Secrets, "ledger");
    }

    private static string Logged(ServicePlace place) => string.Join('\n', place.Log.Lines.All);

    private static void ShouldHoldNone(string text, IEnumerable<string> secrets, string where)
    {
        text.ShouldNotBeEmpty(where);
        foreach (var secret in secrets)
        {
            text.Contains(secret, StringComparison.Ordinal).ShouldBeFalse($"{secret} is in the {where}");
        }
    }
}
