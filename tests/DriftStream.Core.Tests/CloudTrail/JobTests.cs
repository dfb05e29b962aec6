using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.CloudTrail;

public sealed class JobTests
{
    private const string Sha = "feedfacecafebeefdecade0a1b2c3d4e5f607182";
    private const string Uuid = "01951944-87df-428f-ad92-90709ee78a59";

    [Theory]
    [InlineData("repo:acme/infra:ref:refs/heads/main", "github acme/infra refs/heads/main")]
    [InlineData("repo:acme/infra:ref:refs/heads/fix/a-b", "github acme/infra refs/heads/fix/a-b")]
    [InlineData("repo:acme/infra:environment:prod%3Aeu", "github acme/infra prod:eu")]
    [InlineData("repo:acme@12/infra@34:pull_request", "github acme/infra pull_request")]
    [InlineData("repository:acme/infra:workflow:Apply all:run_id:77:sha:" + Sha, "github acme/infra Apply all feedface run 77")]
    [InlineData("repository_owner:acme:environment:prod", "github prod")]
    [InlineData("project_path:acme/a/b:ref_type:tag:ref:v1.2", "gitlab acme/a/b v1.2")]
    [InlineData("organization:acme:project:Default Project:workspace:net:run_phase:plan", "terraform-cloud acme/net plan")]
    [InlineData("organization:acme:pipeline:infra:ref:refs/heads/main:commit:" + Sha + ":step:", "buildkite acme/infra refs/heads/main feedface")]
    [InlineData("org/1/project/2/user/3", "circleci project 2")]
    [InlineData("space:root:module:vpc:run_type:TESTING:scope:read", "spacelift vpc TESTING")]
    [InlineData("sc://acme/platform/aws", "azure-devops acme/platform/aws")]
    [InlineData("system:serviceaccount:shop:orders", "kubernetes shop/orders")]
    [InlineData("system:serviceaccount:shop", null)]
    [InlineData("{1}:{2}", null)]
    [InlineData("org/1", null)]
    [InlineData("110169484474386276334", null)]
    [InlineData("nora@example.org", null)]
    [InlineData("repo", null)]
    [InlineData("", null)]
    public void A_subject_says_what_it_says_and_no_more(string subject, string? job) =>
        (JobSubject.Read(subject, "issuer.example.org")?.Summary).ShouldBe(job);

    [Theory]
    [InlineData("{1}:{2}", "bitbucket {1} {2}")]
    [InlineData("{1}:{2}:{3}", "bitbucket {1} {2} {3}")]
    public void Ids_in_braces_are_Bitbuckets_only_where_Bitbucket_issued_them(string subject, string job) =>
        JobSubject.Read(subject, "api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc").ShouldNotBeNull().Summary.ShouldBe(job);

    [Theory]
    [InlineData("arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com:sts.amazonaws.com:repo:acme/infra:ref:refs/heads/main", "repo:acme/infra:ref:refs/heads/main")]
    [InlineData("arn:aws:iam::1:oidc-provider/gitlab.com:https://gitlab.com:project_path:acme/p:ref_type:branch:ref:main", "project_path:acme/p:ref_type:branch:ref:main")]
    [InlineData("accounts.google.com:app:110169484474386276334", null)]
    [InlineData(null, null)]
    public void A_principals_id_ends_with_the_subject(string? principal, string? subject) => JobSubject.In(principal).ShouldBe(subject);

    [Theory]
    [InlineData("GitHubActions", "github")]
    [InlineData("GitHubActions-" + Sha, "github feedface")]
    [InlineData("GitHubActions-16180339887", "github run 16180339887")]
    [InlineData("GitHubActions-16180339887-2", "github run 16180339887")]
    [InlineData("GitHub-Actions_deploy", "github")]
    [InlineData("GitHubActionsDeploy", null)]
    [InlineData("terraform-run-Zq9vL2mXc4TbN8wE", "terraform-cloud run run-Zq9vL2mXc4TbN8wE")]
    [InlineData("run-Zq9vL2mXc4TbN8wE", "terraform-cloud run run-Zq9vL2mXc4TbN8wE")]
    [InlineData("run-prod", null)]
    [InlineData("GitLabRunner", "gitlab")]
    [InlineData("GitLabRunner-4711-881234", "gitlab run 881234")]
    [InlineData("buildkite-job-" + Uuid, "buildkite run " + Uuid)]
    [InlineData("CircleCI-" + Uuid + "-apply", "circleci apply run " + Uuid)]
    [InlineData("01JABCDEFGHJKMNPQRSTVWXYZ0@network@acme", "spacelift network run 01JABCDEFGHJKMNPQRSTVWXYZ0")]
    [InlineData("jenkins-infra-apply-118", "jenkins infra-apply run 118")]
    [InlineData("AWSCodeBuild-" + Uuid, "codebuild run " + Uuid)]
    [InlineData("release_" + Sha, "feedface")]
    [InlineData("nora.lind@example.org", null)]
    [InlineData("leroy.jenkins", null)]
    [InlineData("deploy", null)]
    [InlineData(null, null)]
    public void A_sessions_name_is_read_where_a_system_is_known_to_write_it_so(string? session, string? job) =>
        (JobName.Read(session)?.Summary).ShouldBe(job);

    [Fact]
    public void Facts_of_another_systems_job_are_not_mixed_in()
    {
        var job = new CiJob { System = "github", Repository = "acme/infra" };

        job.With(new() { System = "gitlab", Commit = Sha }).ShouldBe(job);
        job.With(new() { Commit = Sha }).ShouldBe(job with { Commit = Sha });
    }
}
