namespace DriftStream.Core.CloudTrail.Sessions;

/// <summary>Who stands behind a session, by the sessions it came out of.</summary>
/// <param name="Caller">The caller, those behind it considered.</param>
/// <param name="Links">From the caller outward.</param>
/// <param name="Job">What is known of the job behind it; null where none is.</param>
internal sealed record SessionChain(Caller Caller, IReadOnlyList<ActorLink> Links, CiJob? Job)
{
    /// <summary>Resolves the caller of an event.</summary>
    /// <param name="own">The caller by the event's own record.</param>
    /// <param name="identity">The identity in that record.</param>
    /// <param name="openings">How its session came about, from its own opening outward.</param>
    public static SessionChain Of(Caller own, UserIdentity identity, List<OpenedSession> openings)
    {
        var ownJob = OwnJob(identity);
        if (openings.Count == 0)
        {
            return new(own, [], ownJob);
        }

        var links = new ActorLink[openings.Count];
        Behind? behind = null;
        for (var at = openings.Count - 1; at >= 0; at--)
        {
            var session = openings[at];
            var opener = CallerOf(session);
            behind = new(behind is null ? opener : behind.Name(opener), session);
            links[at] = LinkOf(session, behind.Caller);
        }

        var caller = behind!.Name(own);
        return new(caller, links, JobOf(caller, ownJob, openings));
    }

    private static Caller CallerOf(OpenedSession session)
    {
        var opener = session.Opener;
        return IsOpenedByJob(session)
            ? new(session.Job!.Name, ActorKind.Automation, opener.Confidence) { IsJob = true }
            : new(opener.Name, opener.Kind, opener.Confidence) { Source = opener.Source };
    }

    // A token names the job; the service that gives pods their sessions vouches for the tags it sets.
    private static bool IsOpenedByJob(OpenedSession session) =>
        session is { Job: { System: not null, Name: not null }, Opener: { Type: "WebIdentityUser" } or { Kind: ActorKind.Service } };

    // What a token says comes first. A name or a tag that a person chose makes no job of that person.
    private static CiJob? JobOf(Caller caller, CiJob? own, List<OpenedSession> openings)
    {
        var first = openings.FindLast(IsOpenedByJob)?.Job ?? (caller.Kind == ActorKind.Human ? null : own ?? openings.Find(s => s.Job is not null)?.Job);
        return openings.Aggregate(first?.With(own), (known, session) => known?.With(session.Job));
    }

    private static ActorLink LinkOf(OpenedSession session, Caller resolved) => new(
        session.Opener.Name,
        resolved.Kind,
        session.How,
        session.EventId,
        resolved.Confidence,
        session.OpenedAt,
        session.Opener.Type,
        session.Opener.Account,
        session.Opened);

    private static CiJob? OwnJob(UserIdentity identity)
    {
        var provider = identity.IdentityProvider ?? identity.FederatedProvider;
        var fromToken = identity.Type == "WebIdentityUser"
            ? JobSubject.Read(identity.UserName ?? JobSubject.In(identity.PrincipalId), provider ?? identity.PrincipalId)
            : null;
        var fromName = JobName.Read(CallerArn.SessionName(identity.Arn));
        return fromToken is null ? fromName : fromToken.With(fromName);
    }
}
