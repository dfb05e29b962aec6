using System.Security.Cryptography;
using System.Text;
using DriftStream.Commands;
using DriftStream.Configuration;
using DriftStream.Ledger.Lives;
using DriftStream.States;
using DriftStream.Tests.Commands;
using DriftStream.Tests.Ingest;
using DriftStream.Tests.Service;
using DriftStream.Web.Hooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States.Hcp;

/// <summary>The whole service beside the local server. Without a notification its states are listed again after half a minute at the earliest.</summary>
public sealed class HcpServiceTests
{
    private const string Secret = "a-secret-of-notifications";
    private const int StatesAreLoaded = 1400;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_notification_opens_the_window_and_brings_the_new_state_at_once_and_nobody_logs_a_secret()
    {
        await using var server = await FakeHcp.StartAsync(TimeProvider.System);
        using var folder = new TestFolder();
        var log = new LogObserver();
        server.Upload("net", ManagedState.Of(1));
        await using var service = Build(server, folder, log);
        await service.StartAsync(Cancellation);
        using var client = new HttpClient { BaseAddress = new Uri(service.Urls.Single()) };
        var begin = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());

        server.Workspace("net").Run = new FakeHcpRun("run-FwnENkvDnrpyFC7M", "pending", begin).Come("applying", begin);
        server.Upload("net", ManagedState.Of(2, serial: 2));
        (await NotifyAsync(client, server, "run:applying")).ShouldBe(204);
        await log.Lines.TakeAsync(2, l => l.Id == StatesAreLoaded);

        service.Services.GetRequiredService<StateSnapshot>().Index.States.Single().Serial.ShouldBe(2);
        var window = service.Services.GetRequiredService<IApplyWindows>().Known["net"];
        (window.Since, window.Ended, window.Who).ShouldBe((begin, null, "run-FwnENkvDnrpyFC7M"));

        server.Workspace("net").Run!.Come("applied", begin.AddSeconds(1));
        server.Upload("net", ManagedState.Of(3, serial: 3));
        await NotifyAsync(client, server, "run:completed");
        await log.Lines.TakeAsync(3, l => l.Id == StatesAreLoaded);
        service.Services.GetRequiredService<IApplyWindows>().Known["net"].Ended.ShouldBe(begin.AddSeconds(1));

        var logged = string.Join('\n', log.Lines.All.Select(l => l.Text));
        logged.ShouldContain("HCP Terraform told of run:applying in");
        foreach (var secret in new[] { FakeHcp.Token, Secret, "v1/object" }.Concat(server.Store.Secrets))
        {
            logged.ShouldNotContain(secret);
        }

        await service.StopAsync(Cancellation);
    }

    private static Microsoft.AspNetCore.Builder.WebApplication Build(FakeHcp server, TestFolder folder, LogObserver log)
    {
        Dictionary<string, string> settings = new()
        {
            [server.Variable] = FakeHcp.Token,
            ["DriftStream__States__0"] = server.Address,
            ["DriftStream__Hcp__WebhookSecret"] = Secret,
            ["DriftStream__Http__Listen"] = "http://127.0.0.1:0",
        };
        var around = new Surroundings { In = Stream.Null, Out = TextWriter.Null, Error = TextWriter.Null, Time = TimeProvider.System, Folder = folder.Path, Environment = settings };
        var configuration = new ConfigurationLoader(ConfigurationSections.All, folder.Path, settings).Load(null);
        var states = new StateSnapshot(configuration.Core.States, StateFinder.Places(configuration, around, new()));
        return ServiceHost.Build(configuration, around, states, LogLevel.Debug, services => services.AddLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(log)));
    }

    private static async Task<int> NotifyAsync(HttpClient client, FakeHcp server, string trigger)
    {
        var body = $$"""{"payload_version":1,"run_url":"http://{{server.Host}}/app/acme/net/runs/run-FwnENkvDnrpyFC7M","workspace_name":"net","organization_name":"acme","notifications":[{"trigger":"{{trigger}}"}]}""";
        using var request = new HttpRequestMessage(HttpMethod.Post, HcpDoor.Path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add(HcpSignature.Header, Convert.ToHexStringLower(HMACSHA512.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body))));
        using var answer = await client.SendAsync(request, Cancellation);
        return (int)answer.StatusCode;
    }
}
