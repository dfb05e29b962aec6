using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;

namespace DriftStream.Core.Judging.Ignoring;

/// <summary>Finds rules that would make DriftStream blind: those of which nothing narrows what they swallow.</summary>
public sealed class Silencing(EventCatalog catalog)
{
    // A name that nobody would choose: a pattern that fits it fits anything.
    private const string Nobody = "q7zj-q7zj";

    // A list of patterns that leaves out less than one in ten is meant as everything, or does the same.
    private const int OneOf = 10;

    private readonly Lazy<string[]> _types = new(() => [.. catalog.Types]);
    private readonly Lazy<string[]> _attributes = new(() => [.. catalog.Types.SelectMany(type => catalog.Type(type)!.Attributes.Keys).Distinct()]);
    private readonly Lazy<string[]> _events = new(() => [.. catalog.Events.Select(e => $"{e.Source.Split('.')[0]}:{e.Operation}")]);

    /// <summary>Whether the rule narrows by address, type, id, attribute, actor or event. State, account, region and kind of actor do not count: whole installations have only one of each.</summary>
    public bool IsNarrow(IgnoreRule rule) =>
        rule.Attributes is [_, ..] attributes && !attributes.Any(a => a.IsEverything) && !IsAnyAttribute(attributes)
        || Narrows(rule.Address, IsAnyAddress)
        || Narrows(rule.Type, IsAnyType)
        || Narrows(rule.Id, g => g.Fit(Nobody) && g.Fit($"arn:aws:q7zj:::{Nobody}"))
        || Narrows(rule.Actor, IsAnyActor)
        || Narrows(rule.Event, IsAnyEvent);

    /// <summary>Whether patterns of types fit at least one that there is.</summary>
    public bool IsSomeType(Globs types) => _types.Value.Any(type => types.Fit(type));

    /// <summary>Whether patterns of types fit nearly all that there are.</summary>
    public bool IsAnyType(Globs types) => FitsMost(_types.Value, type => types.Fit(type));

    private static bool Narrows(Globs globs, Func<Globs, bool> isAll) => !globs.IsAny && !isAll(globs);

    private bool IsAnyAddress(Globs addresses) => FitsMost(_types.Value, type => addresses.Fit($"{type}.{Nobody}"));

    private bool IsAnyEvent(Globs events) => FitsMost(_events.Value, name => events.Fit(name, name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..]));

    private bool IsAnyAttribute(IReadOnlyList<AttributePattern> attributes) => FitsMost(_attributes.Value, name => attributes.Any(a => a.Covers(name)));

    // A pattern may name an account: within it, it must still not fit everybody.
    private static bool IsAnyActor(Globs actors) => actors.Patterns
        .Select(AccountIn)
        .Any(account => actors.Fit($"arn:aws:sts::{account}:assumed-role/{Nobody}/{Nobody}") || actors.Fit($"arn:aws:iam::{account}:user/{Nobody}"));

    private static bool FitsMost(string[] names, Func<string, bool> fits) => names.Where(name => !fits(name)).Take(names.Length / OneOf + 1).Count() <= names.Length / OneOf;

    private static string AccountIn(string pattern) =>
        pattern.Split(':', '/').FirstOrDefault(part => part.Length == 12 && part.All(char.IsAsciiDigit)) ?? "731906554820";
}
