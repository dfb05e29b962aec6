namespace DriftStream.Core.CloudTrail.Sessions;

/// <summary>Who opened a session, and what that means for whoever acts in it.</summary>
/// <param name="Caller">The opener, those behind it considered.</param>
/// <param name="Session">What was opened.</param>
internal sealed record Behind(Caller Caller, OpenedSession Session)
{
    /// <summary>
    /// The caller that acts in the session. A name that AWS or a directory recorded stands. A name that the opener chose is weaker than that of
    /// an opener who is a person or a job; a machine that opens sessions for others gives its own name only where theirs says nothing.
    /// </summary>
    public Caller Name(Caller own)
    {
        if (own.Source == NameSource.Recorded)
        {
            return own;
        }

        if (Session.How == "AssumeRoleWithSAML")
        {
            return OfDirectory(own);
        }

        if (Caller.IsJob)
        {
            return own.Source == NameSource.ChosenByPerson ? own : Caller;
        }

        return Caller.Kind switch
        {
            ActorKind.Human => IsKnownBetterThan(own) ? Caller : own,
            ActorKind.Service when own.Source == NameSource.Chosen && SessionName.KindOf(own.Name) != SessionNameKind.Email =>
                own with { Kind = ActorKind.Automation, Confidence = Confidence.VeryLikely },
            ActorKind.Automation when own.Source == NameSource.Chosen && own.Confidence <= Confidence.Guess && IsTelling(Caller.Name) => Caller,
            _ => own,
        };
    }

    // The directory chooses the names of the sessions it opens, and its subjects may be mere numbers.
    private Caller OfDirectory(Caller own) => new(IsTelling(own.Name) && own.Name != Session.Opened ? own.Name : Caller.Name, ActorKind.Human, Caller.Confidence);

    private bool IsKnownBetterThan(Caller own) =>
        Caller.Name is not null && (Caller.Source != NameSource.Chosen || own.Confidence <= Confidence.Guess || Caller.Confidence > own.Confidence);

    private static bool IsTelling(string? name) => SessionName.KindOf(name) is not (SessionNameKind.Absent or SessionNameKind.Meaningless);
}
