using DriftStream.Alerts;
using DriftStream.Core.Judging;
using DriftStream.Ledger;
using DriftStream.Tests.Ledger;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Alerts;

public sealed class AlertRegistrationTests
{
    [Fact]
    public async Task Registered_in_one_line_each_a_recorded_drift_is_posted()
    {
        await using var slack = await SlackReceiver.StartAsync();
        using var file = new LedgerFile();
        using var host = HostOf(("Ledger:Url", file.Options.Url), ("Slack:WebhookUrl", slack.Url), ("Slack:RatePerSecond", "0"));
        await host.StartAsync(TestContext.Current.CancellationToken);

        await host.Services.GetRequiredService<LedgerWriter>().RecordAsync(Facts.Event("e1"), TestContext.Current.CancellationToken);

        (await slack.NextAsync(TestContext.Current.CancellationToken)).ShouldContain("added tag drift = spotted on aws_s3_bucket.data");
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Wrong_settings_stop_the_start_with_all_their_sentences()
    {
        using var host = HostOf(("Ledger:Url", "postgres://host"));

        var failure = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        failure.Message.ShouldContain("Ledger:Url names the server host and no database of it");
    }

    [Fact]
    public void Without_alerts_nobody_is_told()
    {
        var services = new ServiceCollection().AddLedger().BuildServiceProvider();

        services.GetRequiredService<RouteAlert>()(new("A-1", Facts.Finding(Facts.Event("e"), Verdict.Drift, "D-1"), null, 0)).ShouldBeEmpty();
    }

    private static IHost HostOf(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.Services.AddSingleton<JudgeEvent>(Facts.JudgeAny).AddLedger().AddAlerts();
        return builder.Build();
    }
}
