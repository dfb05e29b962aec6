namespace DriftStream.Core.CloudTrail;

/// <summary>One step of the way from a session to whoever is behind it: who opened the session before it.</summary>
/// <param name="Name">Who opened it; a session is called by its own name here, not by the person behind it. Null where no record names anybody.</param>
/// <param name="Kind">What kind of actor that is, those behind it considered.</param>
/// <param name="How">The call that opened the session, e.g. <c>AssumeRole</c>.</param>
/// <param name="Event">The id of the event that proves it.</param>
/// <param name="Confidence">How sure <paramref name="Name"/> and <paramref name="Kind"/> are.</param>
/// <param name="Time">When the session was opened.</param>
/// <param name="Type">userIdentity.type of whoever opened it.</param>
/// <param name="Account">The account of whoever opened it.</param>
/// <param name="Opened">The role, or the federated user's name, that the session acts as; null for a session of the opener's own.</param>
public sealed record ActorLink(
    string? Name,
    ActorKind Kind,
    string How,
    string Event,
    Confidence Confidence,
    DateTimeOffset Time,
    string? Type,
    string? Account,
    string? Opened);
