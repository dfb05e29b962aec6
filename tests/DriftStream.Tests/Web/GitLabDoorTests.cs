using System.Collections.Concurrent;
using System.Net;
using System.Text;
using DriftStream.Configuration;
using DriftStream.Web.Hooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Web;

public sealed class GitLabDoorTests : IAsyncLifetime
{
    private const string Token = "s3cr3t-of-the-webhook";
    private readonly ConcurrentQueue<string> _woken = new();
    private readonly HttpClient _client = new();
    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await StartAsync(Token);
        _client.BaseAddress = new(_app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_pipeline_wakes_the_states_of_its_project_by_number_and_by_path()
    {
        var answer = await SendAsync("""{"object_kind":"pipeline","object_attributes":{"status":"running"},"project":{"id":4711,"path_with_namespace":"acme/infra"}}""");

        answer.ShouldBe(HttpStatusCode.NoContent);
        _woken.ShouldBe(["https://gitlab.example.com/api/v4/projects/4711/terraform/state", "https://gitlab.example.com/api/v4/projects/acme%2Finfra/terraform/state"]);
    }

    [Fact]
    public async Task A_job_names_its_project_at_the_top()
    {
        (await SendAsync("""{"object_kind":"build","build_status":"success","project_id":4711}""")).ShouldBe(HttpStatusCode.NoContent);

        _woken.ShouldBe(["https://gitlab.example.com/api/v4/projects/4711/terraform/state"]);
    }

    [Theory]
    [InlineData("""{"object_kind":"pipeline","project":{"id":"4711"}}""", "https://gitlab.example.com")]
    [InlineData("""{"object_kind":"build","project_id":4711}""", null)]
    public async Task Where_it_does_not_say_which_project_all_states_are_looked_at(string body, string? instance)
    {
        (await SendAsync(body, instance: instance)).ShouldBe(HttpStatusCode.NoContent);

        _woken.ShouldBe(["(all)"]);
    }

    [Theory]
    [InlineData("""{"object_kind":"push","project_id":4711}""", Token, HttpStatusCode.NoContent)]
    [InlineData("[]", Token, HttpStatusCode.NoContent)]
    [InlineData("{ broken", Token, HttpStatusCode.BadRequest)]
    [InlineData("""{"object_kind":"\ud800"}""", Token, HttpStatusCode.BadRequest)]
    [InlineData("""{"object_kind":"build","project_id":4711}""", "s3cr3t-of-somebody", HttpStatusCode.Unauthorized)]
    [InlineData("""{"object_kind":"build","project_id":4711}""", null, HttpStatusCode.Unauthorized)]
    public async Task Whatever_else_comes_wakes_nothing(string body, string? token, HttpStatusCode status)
    {
        (await SendAsync(body, token)).ShouldBe(status);

        _woken.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_token_there_is_no_door()
    {
        await using var closed = await StartAsync(token: null);

        using var answer = await _client.PostAsync(new Uri($"{closed.Urls.Single()}/api/v1/hooks/gitlab"), content: null, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public void A_token_that_can_be_guessed_is_a_mistake() =>
        new GitLabOptions.Validator().Validate(null, new() { WebhookSecret = new Secret("short") }).FailureMessage.ShouldStartWith("GitLab:WebhookSecret has 5 characters, fewer than 16");

    private async Task<HttpStatusCode> SendAsync(string body, string? token = Token, string? instance = "https://gitlab.example.com")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/hooks/gitlab") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Gitlab-Token", token is null ? [] : [token]);
        request.Headers.Add("X-Gitlab-Instance", instance is null ? [] : [instance]);
        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private async Task<WebApplication> StartAsync(string? token)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services
            .AddSingleton(Options.Create(new GitLabOptions { WebhookSecret = token is null ? null : new Secret(token) }))
            .AddSingleton<WakeStates>(place => _woken.Enqueue(place ?? "(all)"));
        var app = builder.Build();
        app.MapGitLabHook();
        await app.StartAsync();
        return app;
    }
}
