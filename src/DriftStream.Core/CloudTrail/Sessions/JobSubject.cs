using System.Text.RegularExpressions;

namespace DriftStream.Core.CloudTrail.Sessions;

/// <summary>Reads the subjects that CI systems and clusters write into their tokens.</summary>
/// <remarks>
/// https://docs.github.com/actions/reference/security/oidc, https://docs.gitlab.com/ci/secrets/id_token_authentication,
/// https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/workload-identity-tokens,
/// https://buildkite.com/docs/pipelines/security/oidc, https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens,
/// https://docs.spacelift.io/integrations/cloud-providers/oidc
/// </remarks>
internal static partial class JobSubject
{
    private const string ServiceAccounts = "system:serviceaccount:";
    private const string AzureConnections = "sc://";

    // With these a subject begins; they find it where it stands behind a provider and an audience.
    private static readonly string[] Openings =
    [
        "repo:", "repository:", "repository_owner:", "project_path:", "organization:", "org/", "space:", "{", AzureConnections, ServiceAccounts,
    ];

    private static readonly HashSet<string> Keys = new(StringComparer.Ordinal)
    {
        "repo", "repository", "repository_owner", "repository_id", "repository_owner_id", "repository_visibility", "ref", "ref_type", "environment",
        "workflow", "workflow_ref", "job_workflow_ref", "sha", "run_id", "run_number", "actor", "event_name", "head_ref", "base_ref",
        "project_path", "organization", "project", "workspace", "run_phase", "pipeline", "commit", "step", "space", "stack", "module", "run_type", "scope",
    };

    /// <summary>The job in a subject; null where the text says nothing about one.</summary>
    /// <param name="subject">The subject, e.g. <c>repo:acme/infra:ref:refs/heads/main</c>.</param>
    /// <param name="provider">Who issued the token: a URL, a host, or a provider's ARN.</param>
    public static CiJob? Read(string? subject, string? provider) => subject switch
    {
        null => null,
        _ when subject.StartsWith(ServiceAccounts, StringComparison.Ordinal) => ServiceAccount(subject, provider),
        _ when subject.StartsWith(AzureConnections, StringComparison.Ordinal) => new() { System = "azure-devops", Workflow = subject[AzureConnections.Length..] },
        _ when subject.StartsWith("org/", StringComparison.Ordinal) => CircleCi(subject),
        _ when subject.StartsWith('{') => Bitbucket(subject, provider),
        _ => Pairs(subject),
    };

    /// <summary>The subject at the end of a web identity's principal id, which is <c>provider:audience:subject</c>; null where none begins there.</summary>
    public static string? In(string? principalId) => principalId is null
        ? null
        : Openings
            .Select(opening => principalId.IndexOf(":" + opening, StringComparison.Ordinal))
            .Where(at => at >= 0)
            .Select(at => principalId[(at + 1)..])
            .MaxBy(subject => subject.Length);

    private static CiJob? Pairs(string subject)
    {
        var facts = FactsOf(subject);
        return facts switch
        {
            _ when facts.ContainsKey("repo") || facts.ContainsKey("repository") || facts.ContainsKey("repository_owner") => GitHub(subject, facts),
            _ when facts.TryGetValue("project_path", out var project) => new() { System = "gitlab", Repository = project, Ref = facts.GetValueOrDefault("ref") },
            _ when facts.TryGetValue("workspace", out var workspace) => new()
            {
                System = "terraform-cloud",
                Workflow = Within(facts.GetValueOrDefault("organization"), workspace),
                Step = facts.GetValueOrDefault("run_phase"),
            },
            _ when facts.TryGetValue("pipeline", out var pipeline) => new()
            {
                System = "buildkite",
                Workflow = Within(facts.GetValueOrDefault("organization"), pipeline),
                Ref = facts.GetValueOrDefault("ref"),
                Commit = facts.GetValueOrDefault("commit"),
                Step = facts.GetValueOrDefault("step"),
            },
            _ when facts.TryGetValue("stack", out var stack) || facts.TryGetValue("module", out stack) => new()
            {
                System = "spacelift",
                Workflow = stack,
                Step = facts.GetValueOrDefault("run_type"),
            },
            _ => null,
        };
    }

    // Names and values in turn, in whatever order the organization chose; a colon inside a value is written %3A.
    private static Dictionary<string, string> FactsOf(string subject)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        var parts = subject.Split(':');
        for (var at = 0; at + 1 < parts.Length; at++)
        {
            if (Keys.Contains(parts[at]))
            {
                if (parts[at + 1].Length > 0)
                {
                    facts.TryAdd(parts[at], parts[at + 1].Replace("%3A", ":", StringComparison.OrdinalIgnoreCase));
                }

                at++;
            }
        }

        return facts;
    }

    private static CiJob GitHub(string subject, Dictionary<string, string> facts) => new()
    {
        System = "github",
        Repository = (facts.GetValueOrDefault("repository") ?? facts.GetValueOrDefault("repo")) is { } repository ? UniqueId().Replace(repository, "") : null,
        Ref = facts.GetValueOrDefault("ref") ?? (subject.EndsWith(":pull_request", StringComparison.Ordinal) ? "pull_request" : null),
        Workflow = facts.GetValueOrDefault("job_workflow_ref") ?? facts.GetValueOrDefault("workflow_ref") ?? facts.GetValueOrDefault("workflow"),
        Environment = facts.GetValueOrDefault("environment"),
        Commit = facts.GetValueOrDefault("sha"),
        Run = facts.GetValueOrDefault("run_id"),
    };

    // org/ID/project/ID/user/ID, and in newer tokens /vcs-origin/github.com/acme/infra/vcs-ref/refs/heads/main.
    private static CiJob? CircleCi(string subject)
    {
        var match = CircleCiSubject().Match(subject);
        return !match.Success ? null : new()
        {
            System = "circleci",
            Repository = match.Groups["origin"] is { Success: true } origin ? origin.Value : null,
            Workflow = match.Groups["origin"].Success ? null : $"project {match.Groups["project"].Value}",
            Ref = match.Groups["ref"] is { Success: true } reference ? reference.Value : null,
        };
    }

    // {repository}:{step}, with {environment} between them where the step deploys to one. The ids mean nothing without the provider.
    private static CiJob? Bitbucket(string subject, string? provider) =>
        provider?.Contains("bitbucket", StringComparison.OrdinalIgnoreCase) == true && subject.Split(':') is [var repository, .. var between, var step]
            ? new() { System = "bitbucket", Repository = repository, Environment = between is [var environment] ? environment : null, Step = step }
            : null;

    private static CiJob? ServiceAccount(string subject, string? provider) =>
        subject.Split(':') is [_, _, { Length: > 0 } space, { Length: > 0 } account]
            ? new() { System = provider?.Contains("oidc.eks", StringComparison.Ordinal) == true ? "eks" : "kubernetes", Workflow = $"{space}/{account}" }
            : null;

    private static string Within(string? organization, string name) => organization is null ? name : $"{organization}/{name}";

    // acme@123456/infra@456789: newer subjects carry the ids that a renamed repository keeps.
    [GeneratedRegex("@[0-9]+(?=/|$)")]
    private static partial Regex UniqueId();

    [GeneratedRegex("^org/[^/]+/project/(?<project>[^/]+)/user/[^/]*(/vcs-origin/(?<origin>.+?))?(/vcs-ref/(?<ref>.+))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex CircleCiSubject();
}
