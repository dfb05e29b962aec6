namespace DriftStream.Core.CloudTrail;

/// <summary>Who a caller is, and how sure that is.</summary>
/// <param name="Name">What a colleague would call them; null where the record names nobody.</param>
/// <param name="Kind">What kind of actor.</param>
/// <param name="Confidence">How sure.</param>
internal sealed record Caller(string? Name, ActorKind Kind, Confidence Confidence)
{
    /// <summary>What the name rests on.</summary>
    public NameSource Source { get; init; } = NameSource.Recorded;

    /// <summary>It is a job that its token, or the service that runs it, vouches for.</summary>
    public bool IsJob { get; init; }

    /// <summary>The caller of an event.</summary>
    public static Caller Of(CloudTrailEvent change, AgentKind agent)
    {
        var identity = change.Identity;
        return TypeOf(change) switch
        {
            "Root" => Root(change),
            "IAMUser" => User(change, agent),
            "AssumedRole" or "Role" => RoleCaller.Of(change, agent),
            "FederatedUser" => Human(CallerArn.UserName(identity.Arn) ?? PrincipalSuffix(identity), Confidence.Likely) with { Source = NameSource.Chosen },
            "SAMLUser" => Human(identity.UserName ?? PrincipalSuffix(identity), Confidence.VeryLikely),
            "IdentityCenterUser" => Human(identity.UserName ?? identity.OnBehalfOfUser, Confidence.Likely),
            "WebIdentityUser" => RoleCaller.OfWebIdentity(identity.IdentityProvider ?? identity.PrincipalId, identity.UserName ?? PrincipalSuffix(identity), identity),
            "AWSAccount" => OtherAccount(identity),
            "AWSService" => Service(change),
            _ => new(Named(identity.UserName) ?? Named(PrincipalSuffix(identity)), ActorKind.Unknown, Confidence.Unknown) { Source = NameSource.Chosen },
        };
    }

    /// <summary>What follows the unique id in a principal's id: the session's name.</summary>
    public static string? PrincipalSuffix(UserIdentity identity) =>
        identity.PrincipalId?.LastIndexOf(':') is { } colon and >= 0 ? identity.PrincipalId[(colon + 1)..] : null;

    /// <summary>The name, unless it is an id that nobody would call anybody by.</summary>
    public static string? Named(string? name) =>
        name is not null && name.AsSpan().ContainsAnyLetterOrDigit() && !PrincipalIds.IsOne(name) ? name : null;

    /// <summary>Whether there is proof of a person: MFA, or the console.</summary>
    public static bool IsPersonal(CloudTrailEvent change, AgentKind agent) =>
        change.FromConsole == true
        || change.Identity.Mfa == true
        || agent is AgentKind.Console or AgentKind.CloudShell
        || change.Identity.InvokedBy is { } service && UserAgent.IsConsoleHost(service);

    // A type may be missing or "Unknown"; then the ARN tells, and a caller that is only invokedBy is AWS itself.
    private static string? TypeOf(CloudTrailEvent change)
    {
        var identity = change.Identity;
        if (identity.Type is { } type and not "Unknown")
        {
            return type;
        }

        return CallerArn.Type(identity.Arn) ?? (identity.InvokedBy is not null || change.Type == "AwsServiceEvent" ? "AWSService" : null);
    }

    private static Caller Root(CloudTrailEvent change)
    {
        var account = change.Identity.Account ?? CallerArn.Account(change.Identity.Arn) ?? change.Account;
        return Human(account is null ? "root" : $"root ({account})", Confidence.Certain);
    }

    private static Caller User(CloudTrailEvent change, AgentKind agent)
    {
        var identity = change.Identity;
        var name = Named(identity.UserName) ?? Named(CallerArn.UserName(identity.Arn)) ?? PrincipalSuffix(identity);
        return Human(name, IsPersonal(change, agent) ? Confidence.Certain : Confidence.Likely);
    }

    private static Caller OtherAccount(UserIdentity identity)
    {
        var session = Named(PrincipalSuffix(identity));
        return SessionName.KindOf(session) switch
        {
            SessionNameKind.Email or SessionNameKind.PersonLike => Human(session, Confidence.Guess) with { Source = NameSource.Chosen },
            SessionNameKind.Instance or SessionNameKind.Machine => new(session, ActorKind.Automation, Confidence.Guess) { Source = NameSource.Chosen },
            _ => new(Account(identity), ActorKind.Unknown, Confidence.Guess) { Source = NameSource.Chosen },
        };
    }

    private static string? Account(UserIdentity identity) => identity.Account switch
    {
        null => null,
        "ANONYMOUS_PRINCIPAL" or "anonymous" => "anonymous",
        var account => $"account {account}",
    };

    private static Caller Service(CloudTrailEvent change)
    {
        var name = change.Identity.InvokedBy
            ?? (change.SourceIp is { } host && UserAgent.IsServiceHost(host) ? host : change.Source);
        return new(name, ActorKind.Service, Confidence.Certain);
    }

    private static Caller Human(string? name, Confidence confidence) => new(Named(name), ActorKind.Human, confidence);
}
