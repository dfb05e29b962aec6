using System.Text.RegularExpressions;

namespace DriftStream.Core.CloudTrail.Sessions;

/// <summary>Reads the names that CI systems give to the sessions they open. Whoever opens a session may choose its name, so this is a hint.</summary>
internal static partial class JobName
{
    private static readonly (Regex Pattern, string System)[] Known =
    [
        (GitHub(), "github"),
        (TerraformCloud(), "terraform-cloud"),
        (GitLab(), "gitlab"),
        (Buildkite(), "buildkite"),
        (CircleCi(), "circleci"),
        (Spacelift(), "spacelift"),
        (Jenkins(), "jenkins"),
        (CodeBuild(), "codebuild"),
    ];

    private static readonly Remembered<CiJob?> Jobs = new(Find);

    /// <summary>The job in a session's name; null where the name says nothing about one.</summary>
    public static CiJob? Read(string? session) => session is null ? null : Jobs.Of(session);

    private static CiJob? Find(string session)
    {
        var commit = Commit().Match(session) is { Success: true } hash ? hash.Value : null;
        foreach (var (pattern, system) in Known)
        {
            if (pattern.Match(session) is { Success: true } match)
            {
                return new() { System = system, Workflow = Text(match, "workflow"), Step = Text(match, "step"), Commit = commit, Run = Text(match, "run") };
            }
        }

        return commit is null ? null : new() { Commit = commit };
    }

    /// <summary>Whether this is a commit's whole hash.</summary>
    public static bool IsCommit(string text) => text.Length == 40 && Commit().IsMatch(text);

    private static string? Text(Match match, string group) => match.Groups[group] is { Success: true, Length: > 0 } found ? found.Value : null;

    // The official action's default, to which people add the run's id or the commit.
    [GeneratedRegex("^GitHub[-_]?Actions(?:[-_@](?:(?<run>[0-9]+)(?=[-_@]|$))?.*)?$")]
    private static partial Regex GitHub();

    [GeneratedRegex("^terraform-(?<run>run-[0-9A-Za-z]+)$|^(?<run>run-[0-9A-Za-z]{16})$")]
    private static partial Regex TerraformCloud();

    // GitLab's guide: GitLabRunner-PROJECT-PIPELINE.
    [GeneratedRegex("^GitLabRunner(?:-[0-9]+-(?<run>[0-9]+))?(?:-.*)?$")]
    private static partial Regex GitLab();

    [GeneratedRegex("^buildkite-job-(?<run>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$")]
    private static partial Regex Buildkite();

    // CircleCI's guide: CircleCI-WORKFLOW-JOB.
    [GeneratedRegex("^CircleCI-(?<run>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-(?<step>.+)$")]
    private static partial Regex CircleCi();

    // RUN@STACK@ACCOUNT, cut at 64 characters.
    [GeneratedRegex("^(?<run>[0-9A-HJKMNP-TV-Z]{26})@(?<workflow>[^@]+)@.*$")]
    private static partial Regex Spacelift();

    [GeneratedRegex("^[Jj]enkins-(?<workflow>.+)-(?<run>[0-9]+)$")]
    private static partial Regex Jenkins();

    [GeneratedRegex("^AWSCodeBuild-(?<run>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$")]
    private static partial Regex CodeBuild();

    [GeneratedRegex("(?<![0-9a-zA-Z])[0-9a-f]{40}(?![0-9a-zA-Z])")]
    private static partial Regex Commit();
}
