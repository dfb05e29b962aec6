using DriftStream.Core.Values;

namespace DriftStream.Core.CloudTrail.Sessions;

/// <summary>Reads who opened which session out of the events that do so.</summary>
internal static class SessionOpening
{
    // Names and subjects are shorter; what is longer was not written by AWS and would only fill the book.
    private const int LongestText = 1024;
    private const string Sts = "sts.amazonaws.com";
    private const string SignIn = "signin.amazonaws.com";
    private const string SwitchRole = "SwitchRole";
    private static readonly string[] OfResponse = ["credentials", "assumedRoleUser", "federatedUser", "subjectFromWebIdentityToken", "subject", "provider"];
    private static readonly string[] OfCredentials = ["accessKeyId", "expiration"];

    /// <summary>Whether an event of this name may have opened a session.</summary>
    public static bool MayOpen(string source, string name) => source == Sts || (source == SignIn && name == SwitchRole);

    /// <summary>The session that the event opened; null for an event that opened none, a refused one above all.</summary>
    public static OpenedSession? Read(CloudTrailEvent change) => change switch
    {
        { ErrorCode: not null } => null,
        { Source: Sts } => FromSts(change),
        { Source: SignIn, Name: SwitchRole } => FromConsole(change),
        _ => null,
    };

    private static OpenedSession? FromSts(CloudTrailEvent change)
    {
        var response = new JsonMembers(change.ResponseJson.Span, OfResponse);
        var credentials = new JsonMembers(response["credentials"], OfCredentials);
        var identity = change.Identity;
        if (SessionKey.Of(credentials.Text("accessKeyId")) is not { } key || key == identity.AccessKeyId)
        {
            return null;
        }

        var sessionArn = new JsonMembers(response["assumedRoleUser"], ["arn"]).Text("arn");
        var federated = CallerArn.UserName(new JsonMembers(response["federatedUser"], ["arn"]).Text("arn"));
        var subject = response.Text("subjectFromWebIdentityToken") ?? identity.UserName ?? JobSubject.In(identity.PrincipalId);
        var job = JobOf(change.Request, identity, subject, CallerArn.SessionName(sessionArn) ?? change.Request["roleSessionName"].Text);
        return Bounded(new()
        {
            Key = key,
            OpenedAt = change.Time,
            ExpiresAt = SessionEnd.Of(change.Time, credentials.Text("expiration"), change.Request["durationSeconds"].Text),
            EventId = change.Id,
            How = change.Name,
            Opened = CallerArn.RoleName(sessionArn) ?? CallerArn.RoleName(change.Request["roleArn"].Text) ?? federated,
            Opener = OpenerOf(change, job, subject),
            Job = job,
        });
    }

    // Taking on a role in the console: the record names the new session, and in SwitchFrom who took it on.
    private static OpenedSession? FromConsole(CloudTrailEvent change)
    {
        if (SessionKey.Place(change.Identity.Arn, change.Time) is not { } place
            || change.Details["SwitchFrom"].Text is not { Length: > 0 } from
            || from == change.Identity.Arn)
        {
            return null;
        }

        var who = new CloudTrailEvent
        {
            Id = change.Id,
            Time = change.Time,
            Source = change.Source,
            Name = change.Name,
            Operation = change.Operation,
            IsReadOnly = false,
            FromConsole = true,
            Identity = new() { Type = CallerArn.Type(from), Arn = from, Account = CallerArn.Account(from) },
            Resources = [],
            Record = default,
        };
        return Bounded(new()
        {
            Key = place,
            OpenedAt = change.Time,
            ExpiresAt = SessionEnd.Of(change.Time, null, null),
            EventId = change.Id,
            How = change.Name,
            Opened = CallerArn.RoleName(change.Identity.Arn),
            Opener = OpenerOf(who, null, null) with { Confidence = Confidence.VeryLikely },
        });
    }

    private static CiJob? JobOf(Value request, UserIdentity identity, string? subject, string? session)
    {
        var fromToken = identity.Type == "WebIdentityUser" ? JobSubject.Read(subject, identity.IdentityProvider ?? identity.PrincipalId) : null;
        var (fromTags, fromName) = (JobTags.Read(request), JobName.Read(session));
        var first = fromToken ?? fromTags ?? fromName;
        return first?.With(fromTags).With(fromName);
    }

    private static SessionOpener OpenerOf(CloudTrailEvent change, CiJob? job, string? subject)
    {
        var identity = change.Identity;
        var caller = Caller.Of(change, UserAgent.KindOf(change.UserAgent));
        var isMachineUser = identity.Type == "IAMUser" && caller.Confidence < Confidence.Certain && SessionName.KindOf(caller.Name) == SessionNameKind.Machine;
        return new(
            identity.Type == "WebIdentityUser" ? job?.Name ?? Caller.Named(subject) ?? caller.Name : caller.Name,
            isMachineUser ? ActorKind.Automation : caller.Kind,
            caller.Confidence,
            caller.Source)
        {
            Type = identity.Type ?? CallerArn.Type(identity.Arn),
            Account = identity.Account ?? CallerArn.Account(identity.Arn),
            Key = SessionKey.Of(identity.AccessKeyId),
            Place = SessionKey.Place(identity.Arn, identity.SessionOpened),
        };
    }

    private static OpenedSession? Bounded(OpenedSession session)
    {
        var (opener, job) = (session.Opener, session.Job);
        string?[] texts =
        [
            session.EventId, session.How, session.Opened, opener.Name, opener.Type, opener.Account, opener.Place,
            job?.Repository, job?.Ref, job?.Workflow, job?.Environment, job?.Step, job?.Commit, job?.Run,
        ];
        return texts.All(text => text is not { Length: > LongestText }) ? session : null;
    }
}
