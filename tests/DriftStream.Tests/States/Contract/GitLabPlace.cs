using DriftStream.Configuration;
using DriftStream.Network;
using DriftStream.States.Sources.Http;
using DriftStream.Tests.LocalAws;
using DriftStream.Tests.States.Http;

namespace DriftStream.Tests.States.Contract;

/// <summary>All states of a GitLab project, two to a page.</summary>
internal static class GitLabPlace
{
    public static async Task<WebPlace<FakeGitLab>> StartAsync(SkippingTime? clock = null)
    {
        var time = clock ?? new SkippingTime(new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero));
        var gitLab = await FakeGitLab.StartAsync(time);
        gitLab.PageSize = 2;
        return new(gitLab, Open(gitLab, "", new(null, new Secret(FakeGitLab.Token))), ["net", "prod west", "staging"], FakeGitLab.Token)
        {
            Writing = () => time.Advance(TimeSpan.FromSeconds(1)),
        };
    }

    /// <summary>The source for one state, or for all where the name is empty.</summary>
    public static GitLabStateSource Open(FakeGitLab gitLab, string name, StateCredentials credentials) =>
        new(new StateServer(OutgoingHttp.Plain, new SkippingTime(DateTimeOffset.UnixEpoch)), GitLabAddress.Of(gitLab.At(name))!, credentials);
}
