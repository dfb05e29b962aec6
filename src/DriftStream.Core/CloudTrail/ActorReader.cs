using DriftStream.Core.CloudTrail.Sessions;

namespace DriftStream.Core.CloudTrail;

/// <summary>Says who caused an event.</summary>
public static class ActorReader
{
    /// <summary>The actor by the record alone. <see cref="ActorKind.Terraform"/> is never given here: only a declared runner is that.</summary>
    public static Actor Read(CloudTrailEvent change) => Read(change, SessionBook.Empty);

    /// <summary>The actor by the record and by what earlier events tell of its session.</summary>
    public static Actor Read(CloudTrailEvent change, SessionBook sessions)
    {
        var identity = change.Identity;
        var agent = UserAgent.KindOf(change.UserAgent);
        var chain = SessionChain.Of(Caller.Of(change, agent), identity, sessions.Openings(identity, change.Time));
        var caller = chain.Caller;
        return new Actor(
            caller.Name,
            caller.Kind,
            Via(change, agent, caller.Kind),
            identity.Type,
            identity.Arn,
            identity.Account ?? CallerArn.Account(identity.Arn),
            RoleCaller.RoleName(identity),
            change.SourceIp,
            change.UserAgent,
            identity.Mfa,
            caller.Confidence)
        {
            Chain = chain.Links,
            Job = chain.Job,
        };
    }

    /// <summary>What kind of actor it is by the record alone.</summary>
    internal static ActorKind KindOf(CloudTrailEvent change) => Caller.Of(change, UserAgent.KindOf(change.UserAgent)).Kind;

    /// <summary>Whether the call claims to be Terraform's or OpenTofu's: by its agent, and not in a console session.</summary>
    public static bool ClaimsTerraform(CloudTrailEvent change) =>
        change.FromConsole != true && UserAgent.KindOf(change.UserAgent) == AgentKind.Terraform;

    /// <summary>Whether the caller matches a runner pattern: the issuer's ARN, the caller's ARN, or the role's ARN rebuilt without its path.</summary>
    public static bool IsRunner(UserIdentity identity, string pattern) =>
        PrincipalPattern.Matches(pattern, identity.IssuerArn)
        || PrincipalPattern.Matches(pattern, identity.Arn)
        || PrincipalPattern.Matches(pattern, CallerArn.RoleWithoutPath(identity.Arn))
        || PrincipalPattern.Matches(pattern, CallerArn.RoleWithoutPath(identity.IssuerArn));

    private static ActorVia Via(CloudTrailEvent change, AgentKind agent, ActorKind kind)
    {
        var service = change.Identity.InvokedBy;
        if (agent == AgentKind.CloudFormation || UserAgent.IsCloudFormationHost(service) || UserAgent.IsCloudFormationHost(change.SourceIp))
        {
            return ActorVia.CloudFormation;
        }

        if (service is not null)
        {
            return UserAgent.IsConsoleHost(service) ? ActorVia.Console : ActorVia.Service;
        }

        return agent switch
        {
            AgentKind.Cli or AgentKind.CloudShell => ActorVia.Cli,
            AgentKind.Console => ActorVia.Console,

            // The console's back end calls IAM, KMS, RDS and others under the same words as services call each other.
            AgentKind.AwsInternal => kind == ActorKind.Human ? ActorVia.Console : ActorVia.Service,
            AgentKind.Service => ActorVia.Service,
            _ when change.FromConsole == true => ActorVia.Console,
            AgentKind.Terraform => ActorVia.Terraform,
            AgentKind.Sdk => ActorVia.Sdk,
            _ when kind == ActorKind.Service => ActorVia.Service,
            _ => ActorVia.Unknown,
        };
    }
}
