using System.Net;
using System.Security.Cryptography;
using System.Text;
using DriftStream.Tests.Commands;
using DriftStream.Web.Hooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Web.Hooks;

public sealed class HcpDoorTests
{
    private const string Secret = "5a1f6a2c9e0b4d7788aa";

    private const string Applying = """
        {"payload_version":1,"notification_configuration_id":"nc-AeUQ2zfKZzW9TiGZ","run_url":"https://app.terraform.io/app/acme/net/runs/run-FwnENkvDnrpyFC7M",
         "run_id":"run-FwnENkvDnrpyFC7M","run_message":"Two more workers","run_created_at":"2026-03-02T14:00:00.000Z","run_created_by":"alice","workspace_id":"ws-XdeUVMWShTesDMME",
         "workspace_name":"net","organization_name":"acme","notifications":[{"message":"Run Applying","trigger":"run:applying","run_status":"applying","run_updated_at":"2026-03-02T14:01:00.000Z","run_updated_by":"alice"}]}
        """;

    private const string Verification = """
        {"payload_version":1,"notification_configuration_id":"nc-jWvVsmp5VxsaCeXm","run_url":null,"run_id":null,"run_message":null,"run_created_at":null,"run_created_by":null,"workspace_id":null,
         "workspace_name":null,"organization_name":null,"notifications":[{"message":"Verification of test","trigger":"verification","run_status":null,"run_updated_at":null,"run_updated_by":null}]}
        """;

    private const string Assessed = """
        {"payload_version":VERSION,"notification_configuration_id":"nc-SZ3V3cLFxK6sqLKn","notification_configuration_url":"https://app.terraform.io/api/v2/notification-configurations/nc-SZ3V3cLFxK6sqLKn",
         "trigger_scope":"SCOPE","trigger":"TRIGGER","message":"Drift Detected","details":{"workspace_id":"ws-XdeUVMWShTesDMME","workspace_name":"net","organization_name":"acme"}}
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // Computed with: printf '{}' | openssl dgst -sha512 -hmac 5a1f6a2c9e0b4d7788aa
    [Fact]
    public void The_signature_is_the_hmac_of_the_body_in_hexadecimal_digits()
    {
        var signature = new HcpSignature(Options.Create(new HcpOptions { WebhookSecret = new(Secret) }));

        signature.Accepts("b813c0bf6a6a2f15c071a9f8294b1626b2a7e85cefb723313cbb8c2e8fb8a6ddb0e15712982bd67d40362891b21c79dd3ed0b5df9c92cf00c1aed4aca05f7d09", "{}"u8).ShouldBeTrue();
    }

    [Theory]
    [InlineData("run:applying")]
    [InlineData("run:completed")]
    [InlineData("run:errored")]
    public async Task A_run_has_its_workspace_looked_at_at_once(string trigger)
    {
        await using var door = await Door.OpenAsync();

        (await door.PostAsync(Applying.Replace("run:applying", trigger, StringComparison.Ordinal))).ShouldBe(HttpStatusCode.NoContent);

        door.Woken.ShouldBe(["app.terraform.io/acme/net"]);
    }

    [Fact]
    public async Task A_server_of_ones_own_is_told_by_its_address()
    {
        await using var door = await Door.OpenAsync();

        await door.PostAsync(Applying.Replace("app.terraform.io", "tfe.example.com:8443", StringComparison.Ordinal));

        door.Woken.ShouldBe(["tfe.example.com:8443/acme/net"]);
    }

    [Fact]
    public async Task A_run_without_an_address_has_all_states_looked_at()
    {
        await using var door = await Door.OpenAsync();

        await door.PostAsync(Applying.Replace("\"https://app.terraform.io/app/acme/net/runs/run-FwnENkvDnrpyFC7M\"", "null", StringComparison.Ordinal));

        door.Woken.ShouldBe([null]);
    }

    [Fact]
    public async Task A_verification_is_answered_and_wakes_nobody()
    {
        await using var door = await Door.OpenAsync();

        (await door.PostAsync(Verification)).ShouldBe(HttpStatusCode.NoContent);

        door.Woken.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2", "assessment", "assessment:drifted", 0)]
    [InlineData("\"2\"", "assessment", "assessment:check_failure", 0)]
    [InlineData("\"2\"", "workspace", "workspace:auto_destroy_run_results", 1)]
    [InlineData("2", "workspace", "workspace:auto_destroy_reminder", 1)]
    public async Task The_version_is_a_number_or_a_text(string version, string scope, string trigger, int wakes)
    {
        await using var door = await Door.OpenAsync();

        var body = Assessed.Replace("VERSION", version, StringComparison.Ordinal).Replace("SCOPE", scope, StringComparison.Ordinal).Replace("TRIGGER", trigger, StringComparison.Ordinal);
        (await door.PostAsync(body)).ShouldBe(HttpStatusCode.NoContent);

        door.Woken.Count.ShouldBe(wakes);
    }

    // What it says is not believed, so it does no more than have somebody look.
    [Fact]
    public async Task The_same_notification_again_is_a_look_again()
    {
        await using var door = await Door.OpenAsync();

        await door.PostAsync(Applying);
        (await door.PostAsync(Applying)).ShouldBe(HttpStatusCode.NoContent);

        door.Woken.ShouldBe(["app.terraform.io/acme/net", "app.terraform.io/acme/net"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0000")]
    [InlineData("not hexadecimal")]
    public async Task What_is_not_signed_is_refused(string? signature)
    {
        await using var door = await Door.OpenAsync();

        (await door.PostAsync(Applying, signature)).ShouldBe(HttpStatusCode.Unauthorized);
        (await door.PostAsync(Applying, Sign(Applying, "another-secret-of-20"))).ShouldBe(HttpStatusCode.Unauthorized);
        (await door.PostAsync(Applying + " ", Sign(Applying, Secret))).ShouldBe(HttpStatusCode.Unauthorized);
        (await door.PostAsync(Applying, Sign(Applying, Secret)[..^2])).ShouldBe(HttpStatusCode.Unauthorized);
        door.Woken.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"payload_version":3}""")]
    [InlineData("""{"payload_version":null}""")]
    [InlineData("""{"payload_version":1,"run_url":"https://a.example","organization_name":"\ud800","workspace_name":"x","notifications":[]}""")]
    public async Task What_is_signed_and_no_notification_is_refused(string body)
    {
        await using var door = await Door.OpenAsync();

        (await door.PostAsync(body)).ShouldBe(HttpStatusCode.BadRequest);
        door.Woken.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"payload_version":1,"notifications":{}}""")]
    [InlineData("""{"payload_version":1,"notifications":[1,null,{"trigger":2}]}""")]
    [InlineData("""{"payload_version":"2","details":7,"trigger":[]}""")]
    public async Task Odd_parts_of_a_notification_do_no_harm(string body)
    {
        await using var door = await Door.OpenAsync();

        (await door.PostAsync(body)).ShouldBe(HttpStatusCode.NoContent);
        door.Woken.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_before_it_is_signed()
    {
        await using var door = await Door.OpenAsync();

        (await door.PostAsync(new string(' ', 300_000))).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Without_a_secret_there_is_no_door()
    {
        await using var door = await Door.OpenAsync(secret: null);

        (await door.PostAsync(Applying)).ShouldBe(HttpStatusCode.NotFound);
        door.Woken.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("short", "Hcp:WebhookSecret has 5 characters, fewer than 16: it could be found by trying, and notifications forged.")]
    [InlineData("", "Hcp:WebhookSecret has 0 characters")]
    public async Task A_secret_that_can_be_guessed_is_a_mistake_of_the_configuration(string secret, string sentence)
    {
        using var folder = new TestFolder();

        var outcome = await new ProgramUnderTest(folder) { Environment = new() { ["DriftStream__Hcp__WebhookSecret"] = secret } }.RunAsync("run");

        outcome.ExitCode.ShouldBe(2);
        outcome.Errors.ShouldContain(sentence);
    }

    private static string Sign(string body, string secret) => Convert.ToHexStringLower(HMACSHA512.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)));

    private sealed class Door(WebApplication app, List<string?> woken) : IAsyncDisposable
    {
        private readonly HttpClient _client = new() { BaseAddress = new Uri(app.Urls.Single()) };

        public List<string?> Woken => woken;

        public static async Task<Door> OpenAsync(string? secret = Secret)
        {
            var woken = new List<string?>();
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Services
                .AddSingleton(Options.Create(new HcpOptions { WebhookSecret = secret is null ? null : new(secret) }))
                .AddSingleton<HcpSignature>()
                .AddSingleton<WakeStates>(woken.Add);
            var app = builder.Build();
            app.MapHcpHook();
            await app.StartAsync(Cancellation);
            return new(app, woken);
        }

        public Task<HttpStatusCode> PostAsync(string body) => PostAsync(body, Sign(body, HcpDoorTests.Secret));

        public async Task<HttpStatusCode> PostAsync(string body, string? signature)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, HcpDoor.Path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            if (signature is not null)
            {
                request.Headers.TryAddWithoutValidation(HcpSignature.Header, signature);
            }

            using var answer = await _client.SendAsync(request, Cancellation);
            return answer.StatusCode;
        }

        public async ValueTask DisposeAsync()
        {
            _client.Dispose();
            await app.DisposeAsync();
        }
    }
}
