namespace DriftStream.Core.CloudTrail;

/// <summary>Who is behind the session of a role: the hard facts first, the session's name last.</summary>
internal static class RoleCaller
{
    // Jobs and pods get their tokens from these; people get theirs from a directory.
    private static readonly string[] JobProviders =
        ["github", "gitlab", "circleci", "bitbucket", "buildkite", "dev.azure.com", "terraform.io", "spacelift", "jenkins", "oidc.eks"];

    /// <summary>The caller of an event whose identity is a role's session.</summary>
    public static Caller Of(CloudTrailEvent change, AgentKind agent)
    {
        var identity = change.Identity;
        var role = RoleName(identity);
        var session = Caller.Named(CallerArn.SessionName(identity.Arn)) ?? Caller.Named(Caller.PrincipalSuffix(identity));
        return IdentityCenter(identity, role, session)
            ?? Instance(identity, session)
            ?? LinkedRole(identity, role, session)
            ?? SourceIdentity(identity)
            ?? Federated(identity, role, session)
            ?? Console(change, agent, role, session)
            ?? InAws(change, role, session)
            ?? BySessionName(identity, agent, role, session);
    }

    /// <summary>A caller with a token of a web identity provider; those of CI systems and clusters are jobs.</summary>
    public static Caller OfWebIdentity(string? provider, string? session, UserIdentity identity)
    {
        var name = Informative(session) ?? RoleName(identity) ?? Caller.Named(session);
        if (provider is not null && Array.Exists(JobProviders, known => provider.Contains(known, StringComparison.OrdinalIgnoreCase)))
        {
            return new(name, ActorKind.Automation, Confidence.Certain);
        }

        return SessionName.KindOf(session) == SessionNameKind.Email
            ? new(session, ActorKind.Human, Confidence.VeryLikely)
            : new(name, ActorKind.Automation, Confidence.Likely);
    }

    /// <summary>The name of the role behind a session; null where the caller is no role.</summary>
    public static string? RoleName(UserIdentity identity) =>
        (identity.IssuerType is null or "Role" ? Caller.Named(identity.IssuerName) ?? CallerArn.RoleName(identity.IssuerArn) : null) ?? CallerArn.RoleName(identity.Arn);

    private static Caller? IdentityCenter(UserIdentity identity, string? role, string? session) =>
        role?.StartsWith("AWSReservedSSO_", StringComparison.Ordinal) == true
        || identity.IssuerArn?.Contains("/aws-reserved/sso.amazonaws.com/", StringComparison.Ordinal) == true
            ? new(session ?? role, ActorKind.Human, session is null ? Confidence.Likely : Confidence.Certain)
            : null;

    private static Caller? Instance(UserIdentity identity, string? session) =>
        SessionName.KindOf(session) == SessionNameKind.Instance
            ? new(session, ActorKind.Automation, identity.Ec2RoleDelivery is null ? Confidence.VeryLikely : Confidence.Certain)
            : null;

    private static Caller? LinkedRole(UserIdentity identity, string? role, string? session)
    {
        var service = CallerArn.LinkedService(identity.IssuerArn);
        return service is not null || role?.StartsWith("AWSServiceRoleFor", StringComparison.Ordinal) == true
            ? new(service ?? identity.InvokedBy ?? session ?? role, ActorKind.Automation, Confidence.Certain)
            : null;
    }

    // Set by whoever opened the first session and kept through all that follow; a certificate's name has an equals sign.
    private static Caller? SourceIdentity(UserIdentity identity)
    {
        if (Caller.Named(identity.SourceIdentity) is not { } name)
        {
            return null;
        }

        return SessionName.KindOf(name) is SessionNameKind.Machine or SessionNameKind.Instance || name.Contains('=', StringComparison.Ordinal)
            ? new(name, ActorKind.Automation, Confidence.Likely)
            : new(name, ActorKind.Human, Confidence.VeryLikely);
    }

    private static Caller? Federated(UserIdentity identity, string? role, string? session)
    {
        if (identity.FederatedProvider is not { } provider)
        {
            return null;
        }

        return provider.Contains(":saml-provider/", StringComparison.Ordinal)
            ? new(session ?? role, ActorKind.Human, Confidence.VeryLikely)
            : OfWebIdentity(provider, session, identity) with { Source = NameSource.Chosen };
    }

    private static Caller? Console(CloudTrailEvent change, AgentKind agent, string? role, string? session) =>
        Caller.IsPersonal(change, agent)
            ? new(Informative(session) ?? role ?? session, ActorKind.Human, Confidence.VeryLikely) { Source = NameSource.ChosenByPerson }
            : null;

    private static Caller? InAws(CloudTrailEvent change, string? role, string? session)
    {
        if (SessionName.KindOf(session) == SessionNameKind.Email)
        {
            return null;
        }

        var runsInAws = UserAgent.RunsInAws(change.UserAgent) || change.Identity.Ec2RoleDelivery is not null;
        return runsInAws || change.Identity.IssuerArn?.Contains(":role/service-role/", StringComparison.Ordinal) == true
            ? new(Informative(session) ?? role, ActorKind.Automation, runsInAws ? Confidence.VeryLikely : Confidence.Likely)
            : null;
    }

    private static Caller BySessionName(UserIdentity identity, AgentKind agent, string? role, string? session) => ByName(identity, agent, role, session) with { Source = NameSource.Chosen };

    private static Caller ByName(UserIdentity identity, AgentKind agent, string? role, string? session) => SessionName.KindOf(session) switch
    {
        SessionNameKind.Email => new(session, ActorKind.Human, Confidence.VeryLikely),
        SessionNameKind.PersonLike => new(session, ActorKind.Human, Confidence.Likely),
        SessionNameKind.Unclear => new(session, ActorKind.Human, Confidence.Guess),
        SessionNameKind.Machine => new(session, ActorKind.Automation, Confidence.Likely),

        // An SDK made the name up. On the command line that is as often a person's profile as a script.
        SessionNameKind.Meaningless when agent != AgentKind.Cli => new(role ?? session, ActorKind.Automation, Confidence.Guess),
        _ => new(role ?? session ?? Caller.Named(identity.UserName), ActorKind.Unknown, Confidence.Guess),
    };

    private static string? Informative(string? session) =>
        SessionName.KindOf(session) is SessionNameKind.Absent or SessionNameKind.Meaningless ? null : session;
}
