using System.Net;
using System.Text;
using DriftStream.EndToEnd.Terraform.Provider;
using DriftStream.Postgres;
using DriftStream.Tests.Service;
using DriftStream.Tests.States.Http;
using Shouldly;
using Xunit;

namespace DriftStream.EndToEnd.Terraform;

/// <summary>Real Terraform applies with a real backend while the service reads the state there. The calls are ours: there is no AWS behind the provider.</summary>
public sealed class BackendTests(SharedPostgres postgres, QueueFauxqs fauxqs) : IClassFixture<QueueFauxqs>, IDisposable
{
    private const string HookSecret = "s3cr3t-of-the-webhook";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("driftstream-backend-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task An_apply_to_a_bucket_raises_nothing_and_what_others_do_meanwhile_is_told() =>
        await TellAsync(await TerraformBackend.InBucketAsync(await fauxqs.EndpointAsync()));

    [Fact]
    public async Task An_apply_to_a_database_raises_nothing_and_what_others_do_meanwhile_is_told() =>
        await TellAsync(TerraformBackend.InDatabase(await (await postgres.ServerAsync()).CreateDatabaseAsync()));

    [Fact]
    public async Task An_apply_to_GitLab_raises_nothing_and_what_others_do_meanwhile_is_told()
    {
        await using var gitLab = await FakeGitLab.StartAsync(TimeProvider.System);

        await TellAsync(TerraformBackend.InGitLab(gitLab.At("shop")));
    }

    [Fact]
    public async Task An_apply_over_http_raises_nothing_and_what_others_do_meanwhile_is_told()
    {
        await using var server = await HttpBackendServer.StartAsync();

        await TellAsync(TerraformBackend.OverHttp(server.At("shop")));

        server.Answers.All.Count(answer => answer.StartsWith("LOCK ", StringComparison.Ordinal)).ShouldBe(2, "only Terraform's two applies lock");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task TellAsync(TerraformBackend backend)
    {
        await using var provider = await TestProvider.StartAsync();
        using var shop = new TerraformShop(provider, backend);
        await shop.BeginAsync("platform");
        await using var webhook = await WebhookReceiver.StartAsync();
        await using var program = await ProgramProcess.ListeningAsync(_folder.FullName, SettingsOf(backend, webhook));
        using var client = new HttpClient { BaseAddress = program.Address };

        var gate = new TaskCompletionSource();
        provider.Gate = gate.Task;
        provider.Calls.Clear();
        var apply = shop.ApplyAsync("security");
        await provider.Calls.FirstAsync(call => call == "ApplyResourceChange");
        await WakeAsync(client);
        if (backend.TellsWindows)
        {
            await program.LineAsync(" applies to state shop since ");
        }

        await SendAsync(client, ShopCalls.OfTerraform("data", "security", Now));
        await SendAsync(client, ShopCalls.OfAlice("logs", "nobody", Now));
        (await webhook.Messages.FirstAsync(_ => true)).ShouldContain("aws_s3_bucket.logs");

        gate.SetResult();
        await apply;
        await WakeAsync(client);
        await program.LineAsync("1 confirmed by a state");
        webhook.Messages.All.Count.ShouldBe(1);

        if (backend.TellsWindows)
        {
            await program.LineAsync("The apply to state shop ");
            await SendAsync(client, ShopCalls.OfTerraform("data", "nobody", Now.AddSeconds(2)));
            (await webhook.Messages.TakeAsync(2))[1].ShouldContain("aws_s3_bucket.data");
        }
    }

    // Where a lock can be seen, Terraform's role is not declared: then nothing but the lock makes its calls believable.
    private static Dictionary<string, string> SettingsOf(TerraformBackend backend, WebhookReceiver webhook) => new(backend.Environment)
    {
        ["DriftStream__States__0"] = $"shop={backend.State}",
        ["DriftStream__Runners__0"] = $"arn:aws:iam::*:role/{(backend.TellsWindows ? "somebody-else" : "terraform-apply")}",
        ["DriftStream__Slack__WebhookUrl"] = webhook.Url,
        ["DriftStream__GitLab__WebhookSecret"] = HookSecret,
        ["DriftStream__Http__Listen"] = "http://127.0.0.1:0",
    };

    // Whatever runs Terraform may say so; else the states are looked at in their own time.
    private static async Task WakeAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/hooks/gitlab") { Content = new StringContent("""{"object_kind":"pipeline"}""", Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Gitlab-Token", HookSecret);
        using var answer = await client.SendAsync(request, Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    private static async Task SendAsync(HttpClient client, string call)
    {
        using var taken = await client.PostAsync("/api/v1/events", new StringContent(call, Encoding.UTF8, "application/json"), Cancellation);
        taken.EnsureSuccessStatusCode();
    }
}
