using DriftStream.Configuration;
using DriftStream.States;
using DriftStream.States.Sources.Http;
using DriftStream.States.Windows;
using DriftStream.Tests.Commands;
using DriftStream.Tests.LocalAws;
using DriftStream.Tests.Service;
using DriftStream.Tests.States.Contract;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States.Http;

public sealed class GitLabStateSourceTests : StateSourceContract
{
    private static readonly StateCredentials Job = new("gitlab-ci-token", new Secret(FakeGitLab.JobToken));

    private protected override async Task<PlaceUnderTest> OpenAsync() => await GitLabPlace.StartAsync();

    [Theory]
    [InlineData("https://gitlab.com/api/v4/projects/4711/terraform/state/prod", "https://gitlab.com", "4711", "prod")]
    [InlineData("https://git.acme.example/forge/api/v4/projects/acme%2Finfra/terraform/state/prod%20west", "https://git.acme.example/forge", "acme%2Finfra", "prod west")]
    [InlineData("https://gitlab.com/api/v4/projects/4711/terraform/state/", "https://gitlab.com", "4711", null)]
    [InlineData("https://gitlab.com/api/v4/projects/4711/terraform/state", "https://gitlab.com", "4711", null)]
    public void Gitlab_is_known_by_its_addresses(string address, string root, string project, string? name) =>
        GitLabAddress.Of(new(address)).ShouldBe(new GitLabAddress(root, project, name));

    [Theory]
    [InlineData("https://states.acme.example/prod")]
    [InlineData("https://gitlab.com/api/v4/projects/4711/terraform/state/prod/lock")]
    [InlineData("https://gitlab.com/api/v4/projects/4711")]
    public void Other_addresses_are_not_gitlabs(string address) => GitLabAddress.Of(new(address)).ShouldBeNull();

    [Fact]
    public async Task A_lock_is_an_apply_window_with_the_name_of_whoever_holds_it()
    {
        var time = new SkippingTime(new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero));
        await using var place = await GitLabPlace.StartAsync(time);
        place.Server.Put("net", ManagedState.Of(1));
        place.Server.Put("prod", ManagedState.Of(1));
        var source = (ITellsWindows)place.Source;
        var files = await place.Source.ListAsync(Cancellation);
        (await source.LookAsync(files, Cancellation)).ShouldBeEmpty();

        time.Advance(TimeSpan.FromMinutes(30));
        place.Server.Lock("prod", "alice");

        (await source.LookAsync(files, Cancellation)).ShouldHaveSingleItem()
            .ShouldBe(new ApplySighting(files[1].Path, new(2026, 3, 2, 14, 30, 0, TimeSpan.Zero), "alice"));
    }

    [Fact]
    public async Task How_new_a_state_is_comes_from_its_newest_version_and_costs_no_download()
    {
        await using var place = await GitLabPlace.StartAsync();
        place.Server.Put("net", ManagedState.Of(1));

        var file = (await place.Source.ListAsync(Cancellation)).Single();

        file.Written.ShouldBe(new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero));
        place.Server.Answers.All.ShouldBe(["GET /api/v4/projects/4711 200", "POST /api/graphql 200"]);
    }

    [Fact]
    public async Task A_jobs_token_reads_one_state_and_the_window_cannot_be_told()
    {
        await using var place = await GitLabPlace.StartAsync();
        place.Server.Put("net", ManagedState.Of(1));
        using var source = GitLabPlace.Open(place.Server, "net", Job);

        var files = await source.ListAsync(Cancellation);
        using var content = new StreamReader(await source.OpenAsync(files.Single(), Cancellation));

        (await content.ReadToEndAsync(Cancellation)).ShouldBe(ManagedState.Of(1));
        (await Should.ThrowAsync<StateSourceException>(() => source.LookAsync(files, Cancellation))).Message.ShouldStartWith("GitLab shows locks only to a token with the scope read_api");
    }

    [Fact]
    public async Task All_states_are_not_listed_for_a_jobs_token()
    {
        await using var place = await GitLabPlace.StartAsync();
        using var source = GitLabPlace.Open(place.Server, "", Job);

        (await Should.ThrowAsync<StateSourceException>(() => source.ListAsync(Cancellation))).Message.ShouldStartWith("GitLab shows a project's states only to a token");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("alice")]
    public async Task The_program_reads_it_with_a_token_with_or_without_a_user(string? user)
    {
        await using var gitLab = await FakeGitLab.StartAsync(new SkippingTime(DateTimeOffset.UnixEpoch));
        gitLab.Put("net", ManagedState.Of(1));
        gitLab.Put("prod west", ManagedState.Of(1, serial: 8));
        using var folder = new TestFolder();
        folder.Write("driftstream.json", $$"""{"States":[{"Name":"lab","Url":"{{gitLab.At("")}}","Username":{{(user is null ? "null" : $"\"{user}\"")}},"Password":"file:token"}]}""");
        folder.Write("token", FakeGitLab.Token + "\n");

        var outcome = await new ProgramUnderTest(folder) { Parts = new(), Time = new SkippingTime(DateTimeOffset.UnixEpoch) }.RunAsync("states", "--config", folder.At("driftstream.json"));

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        outcome.OutputLines.Where(l => l[0] != ' ').ShouldBe(["lab/net", "lab/prod west"]);
        outcome.Output.ShouldContain(gitLab.At("prod%20west").AbsoluteUri);
        outcome.Output.ShouldContain("serial      8,");
    }
}
