using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;

namespace DriftStream.Core.Judging.Ignoring;

/// <summary>Finds rules that would make DriftStream blind: those of which nothing narrows what they swallow.</summary>
public sealed class Silencing(EventCatalog catalog)
{
    // A name that nobody would choose: a pattern that fits it fits anything.
    private const string Nobody = "q7zj-q7zj";

    private readonly Lazy<string[]> _types = new(() => [.. catalog.Types]);
    private readonly Lazy<string[]> _events = new(() => [.. catalog.Events.Select(e => $"{e.Source.Split('.')[0]}:{e.Operation}")]);

    /// <summary>Whether the rule narrows by address, type, id, attribute, actor or event. State, account, region and kind of actor do not count: whole installations have only one of each.</summary>
    public bool IsNarrow(IgnoreRule rule) =>
        rule.Attributes is [_, ..] attributes && !attributes.Any(a => a.IsEverything)
        || Narrows(rule.Address, IsAnyAddress)
        || Narrows(rule.Type, IsAnyType)
        || Narrows(rule.Id, g => g.Fit(Nobody) && g.Fit($"arn:aws:q7zj:::{Nobody}"))
        || Narrows(rule.Actor, IsAnyActor)
        || Narrows(rule.Event, IsAnyEvent);

    /// <summary>Whether patterns of types fit at least one that there is.</summary>
    public bool IsSomeType(Globs types) => _types.Value.Any(type => types.Fit(type));

    /// <summary>Whether patterns of types fit all that there are.</summary>
    public bool IsAnyType(Globs types) => _types.Value.All(type => types.Fit(type));

    private static bool Narrows(Globs globs, Func<Globs, bool> isAll) => !globs.IsAny && !isAll(globs);

    private bool IsAnyAddress(Globs addresses) => _types.Value.All(type => addresses.Fit($"{type}.{Nobody}"));

    private bool IsAnyEvent(Globs events) => _events.Value.All(name => events.Fit(name, name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..]));

    // A pattern may name an account: within it, it must still not fit everybody.
    private static bool IsAnyActor(Globs actors) => actors.Patterns
        .Select(AccountIn)
        .Any(account => actors.Fit($"arn:aws:sts::{account}:assumed-role/{Nobody}/{Nobody}") || actors.Fit($"arn:aws:iam::{account}:user/{Nobody}"));

    private static string AccountIn(string pattern) =>
        pattern.Split(':', '/').FirstOrDefault(part => part.Length == 12 && part.All(char.IsAsciiDigit)) ?? "731906554820";
}
