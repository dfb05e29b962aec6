using DriftStream.Configuration;
using DriftStream.Network;
using DriftStream.States;
using DriftStream.States.Sources.Http;
using DriftStream.Tests.LocalAws;
using DriftStream.Tests.States.Http;

namespace DriftStream.Tests.States.Contract;

/// <summary>All states of a GitLab project, two to a page.</summary>
internal sealed class GitLabPlace : PlaceUnderTest
{
    private readonly GitLabStateSource _source;

    private GitLabPlace(FakeGitLab gitLab, SkippingTime time)
    {
        (GitLab, Time) = (gitLab, time);
        _source = Open("", new(null, new Secret(FakeGitLab.Token)));
    }

    public FakeGitLab GitLab { get; }

    public SkippingTime Time { get; }

    public override IStateSource Source => _source;

    public override IReadOnlyList<string> Names { get; } = ["net", "prod west", "staging"];

    public override IReadOnlyList<string> Secrets { get; } = [FakeGitLab.Token];

    public static async Task<GitLabPlace> StartAsync()
    {
        var time = new SkippingTime(new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero));
        var gitLab = await FakeGitLab.StartAsync(time);
        gitLab.PageSize = 2;
        return new(gitLab, time);
    }

    /// <summary>The source for one state, or for all where the name is empty.</summary>
    public GitLabStateSource Open(string name, StateCredentials credentials) =>
        new(new StateServer(OutgoingHttp.Plain, new SkippingTime(DateTimeOffset.UnixEpoch)), GitLabAddress.Of(GitLab.At(name))!, credentials);

    public override Task WriteAsync(string name, string content)
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        GitLab.Put(name, content);
        return Task.CompletedTask;
    }

    public override Task DeleteAsync(string name)
    {
        GitLab.Delete(name);
        return Task.CompletedTask;
    }

    public override Task BreakAsync()
    {
        GitLab.IsBroken = true;
        return Task.CompletedTask;
    }

    public override Task MendAsync()
    {
        GitLab.IsBroken = false;
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        _source.Dispose();
        await GitLab.DisposeAsync();
    }
}
