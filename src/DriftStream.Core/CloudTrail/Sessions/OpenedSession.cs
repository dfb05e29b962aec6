namespace DriftStream.Core.CloudTrail.Sessions;

/// <summary>A session that an event opened. Of its credentials only the access key's id, which is no secret.</summary>
public sealed record OpenedSession
{
    /// <summary>The access key id that was handed out; for a role taken on in the console, the session's ARN and second (see <see cref="SessionKey"/>).</summary>
    public required string Key { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Until when its key works.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The event that opened it.</summary>
    public required string EventId { get; init; }

    /// <summary>The call that opened it, e.g. <c>AssumeRole</c>.</summary>
    public required string How { get; init; }

    /// <summary>The role, or the federated user's name, that it acts as; null for a session of the opener's own.</summary>
    public string? Opened { get; init; }

    /// <summary>Who opened it.</summary>
    public required SessionOpener Opener { get; init; }

    /// <summary>The job that the token, the tags and the session's name tell of; null where they tell of none.</summary>
    public CiJob? Job { get; init; }

    /// <summary>Until when it can matter: a session that was opened with it may outlive it by the 12 hours that a role's session lasts at most.</summary>
    public DateTimeOffset MattersUntil => ExpiresAt.AddHours(12);
}

/// <summary>Who opened a session, by the record of the call alone.</summary>
/// <param name="Name">What a colleague would call them; null where the record names nobody.</param>
/// <param name="Kind">What kind of actor.</param>
/// <param name="Confidence">How sure.</param>
/// <param name="Source">What the name rests on.</param>
public sealed record SessionOpener(string? Name, ActorKind Kind, Confidence Confidence, NameSource Source)
{
    /// <summary>userIdentity.type.</summary>
    public string? Type { get; init; }

    /// <summary>The opener's account.</summary>
    public string? Account { get; init; }

    /// <summary>The access key that the call was signed with: the next session of the chain, if it is one.</summary>
    public string? Key { get; init; }

    /// <summary>The opener's own session by ARN and second (see <see cref="SessionKey"/>).</summary>
    public string? Place { get; init; }
}
