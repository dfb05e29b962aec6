namespace DriftStream.Core.CloudTrail;

/// <summary>What a job's token, its session's name and its session's tags say about it. What they do not say is null.</summary>
public sealed record CiJob
{
    /// <summary>What runs the job: <c>github</c>, <c>gitlab</c>, <c>terraform-cloud</c>, <c>circleci</c>, <c>buildkite</c>, <c>bitbucket</c>, <c>azure-devops</c>, <c>spacelift</c>, <c>jenkins</c>, <c>codebuild</c>, <c>eks</c>, <c>kubernetes</c>.</summary>
    public string? System { get; init; }

    /// <summary>The repository or project, e.g. <c>acme/infra</c>.</summary>
    public string? Repository { get; init; }

    /// <summary>The branch or tag as the text has it, e.g. <c>refs/heads/main</c>; <c>pull_request</c> where GitHub says no more.</summary>
    public string? Ref { get; init; }

    /// <summary>The workflow, pipeline, workspace, stack or service account.</summary>
    public string? Workflow { get; init; }

    /// <summary>The environment deployed to.</summary>
    public string? Environment { get; init; }

    /// <summary>The step or phase within the workflow, e.g. <c>apply</c>.</summary>
    public string? Step { get; init; }

    /// <summary>The commit's whole hash.</summary>
    public string? Commit { get; init; }

    /// <summary>The run's number or id.</summary>
    public string? Run { get; init; }

    /// <summary>What people call the job; null where only its system or its run is known.</summary>
    public string? Name => Repository ?? Workflow;

    /// <summary>The job in one line, e.g. <c>github acme/infra refs/heads/main 4f2c81d0</c>.</summary>
    public string Summary => string.Join(
        ' ',
        new[] { System, Repository, Workflow, Ref, Environment, Step, Commit?[..Math.Min(Commit.Length, 8)], Run is null ? null : $"run {Run}" }.Where(part => part is not null));

    /// <summary>This job's facts, and what it lacks from the other one's, unless that is another system's job.</summary>
    internal CiJob With(CiJob? other) => other is null || (System is not null && other.System is not null && System != other.System)
        ? this
        : new()
        {
            System = System ?? other.System,
            Repository = Repository ?? other.Repository,
            Ref = Ref ?? other.Ref,
            Workflow = Workflow ?? other.Workflow,
            Environment = Environment ?? other.Environment,
            Step = Step ?? other.Step,
            Commit = Commit ?? other.Commit,
            Run = Run ?? other.Run,
        };
}
