namespace DriftStream.Ignoring;

/// <summary>The keys of a rule, as the ignore file spells them.</summary>
internal static class RuleKeys
{
    public const string Name = "name";
    public const string Address = "address";
    public const string Type = "type";
    public const string Id = "id";
    public const string State = "state";
    public const string Attribute = "attribute";
    public const string Actor = "actor";
    public const string ActorKind = "actorKind";
    public const string Event = "event";
    public const string Account = "account";
    public const string Region = "region";
    public const string Owner = "owner";
    public const string Reason = "reason";
    public const string Expires = "expires";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Name, Address, Type, Id, State, Attribute, Actor, ActorKind, Event, Account, Region, Owner, Reason, Expires];

    /// <summary>Those that take one text and no list.</summary>
    public static IReadOnlyList<string> Single { get; } = [Name, ActorKind, Owner, Reason, Expires];
}
