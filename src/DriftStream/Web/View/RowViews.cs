using System.Security.Cryptography;
using System.Text;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;

namespace DriftStream.Web.View;

/// <summary>Turns a finding into a row of the timeline.</summary>
internal static class RowViews
{
    private const int MostChanges = 6;
    private const int MostMembers = 30;

    public static RowView Of(SeenFinding seen, DateTimeOffset now, IReadOnlyDictionary<string, string>? accountNames = null)
    {
        var finding = seen.Finding;
        var broughtBack = finding.Verdict == Verdict.Reverted;
        var changes = ReplacedElements.Narrowed(finding.Changes);
        var (module, address) = Address(finding.Resource);
        return new RowView
        {
            Id = Id(finding),
            Key = $"{finding.Event.Time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss} {Shown.Text(finding.Event.Id)}",
            Tone = broughtBack ? "ok" : finding.Severity.Word(),
            IsPast = broughtBack || seen.Life?.Ended is not null,
            Time = finding.Event.Time,
            Actor = Shown.Text(finding.Actor.Name ?? FindingSentence.Somebody),
            Sentence = FindingSentence.Deed(finding),
            Via = finding.Actor.Via.Word(),
            Badge = Badge(seen, now),
            Module = module,
            Address = address,
            Place = string.Join(' ', new[] { AccountOf(finding, accountNames), finding.Event.Region }.OfType<string>().Select(Shown.Text)),
            Changes = [.. changes.Take(MostChanges).Select(change => Change(change, finding.Verdict))],
            MoreChanges = Math.Max(0, changes.Count - MostChanges),
            Drift = finding.Drift,
            Facts = [.. Facts(finding).Where(fact => fact.Value is not null).Select(fact => (fact.Name, Shown.Text(fact.Value!)))],
        };
    }

    private static string? AccountOf(Finding finding, IReadOnlyDictionary<string, string>? names) =>
        finding.Event.Account is { } id ? names?.GetValueOrDefault(id, id) ?? id : null;

    private static string Id(Finding finding)
    {
        var identity = $"{finding.Event.Id}\n{finding.Resource?.State}\n{finding.Resource?.Address}\n{finding.Resource?.Id}";
        return "f-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)).AsSpan(0, 8));
    }

    private static BadgeView Badge(SeenFinding seen, DateTimeOffset now)
    {
        var (finding, life) = (seen.Finding, seen.Life);
        if (life is null)
        {
            return new(finding.Verdict == Verdict.Unmanaged ? "In no state" : finding.Verdict.Word(), "plain", null);
        }

        if (life.Ended is { } ended)
        {
            return life.EndedBy == finding.Event.Id
                ? new($"Resolved after {Shown.Length(ended - life.Opened)}", "ok", "check")
                : new($"Resolved {Shown.When(ended, now)}", "ok", "check");
        }

        return (finding.Verdict, life.OpenedBy == finding.Event.Id) switch
        {
            (Verdict.Reverted, _) => new("Other changes stay open", "plain", null),
            (_, true) => new($"Open {Shown.Length(now - life.Opened)}", "", "clock"),
            _ => new("Same drift, changed", "plain", null),
        };
    }

    private static (string Module, string Local) Address(ResourceRef? resource)
    {
        if (resource?.Address is not { } address)
        {
            return ("", resource is null ? "" : Shown.Text($"{resource.Type} {resource.Id}".TrimEnd()));
        }

        var end = EndOfModules(address);
        return (Shown.Text(address[..end]), Shown.Text(address[end..]));
    }

    /// <summary>Where the module part ends. Keys may hold dots and brackets, so quotes are respected.</summary>
    private static int EndOfModules(string address)
    {
        var end = 0;
        while (address.AsSpan(end).StartsWith("module."))
        {
            var dot = NextDot(address, end + "module.".Length);
            if (dot < 0)
            {
                break;
            }

            end = dot + 1;
        }

        return end;
    }

    private static int NextDot(string address, int from)
    {
        var quoted = false;
        for (var i = from; i < address.Length; i++)
        {
            quoted ^= address[i] == '"' && address[i - 1] != '\\';
            if (address[i] == '.' && !quoted)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>One attribute as it is drawn.</summary>
    public static ChangeView Change(Change change, Verdict verdict)
    {
        var fate = (change.Hidden, verdict) switch
        {
            (true, _) => ChangeFate.Hidden,
            (_, Verdict.Reverted) => ChangeFate.BroughtBack,
            _ => ChangeFate.Differs,
        };
        var (state, cloud) = fate == ChangeFate.BroughtBack ? (change.After, change.Before) : (change.Before, change.After);
        return new(Shown.Text(change.Path), ValueText(WithoutNothing(state, cloud)), ValueText(WithoutNothing(cloud, state)), fate);
    }

    // Of a block that came or went whole, what was left empty tells nothing.
    private static Value WithoutNothing(Value value, Value other) => other.IsNull && value.Members.Any(m => !IsNothing(m.Value))
        ? Value.MapOf(value.Members.Where(m => !IsNothing(m.Value)))
        : value;

    private static bool IsNothing(Value value) => !value.IsHidden && value is { Text.Length: 0, Items.Count: 0, Members.Count: 0 };

    /// <summary>The value as JSON; a map as Terraform writes blocks, a line per member.</summary>
    private static string? ValueText(Value value) => value.Kind switch
    {
        ValueKind.Null => null,
        ValueKind.Map when value.Members is { Count: > 1 and <= MostMembers } members => string.Join('\n', Block(members)),
        _ => Shown.Text(ValueWriter.ToJson(value)),
    };

    private static IEnumerable<string> Block(IReadOnlyList<KeyValuePair<string, Value>> members)
    {
        var width = members.Max(member => member.Key.Length);
        return members.Select(member => Shown.Text($"{member.Key.PadRight(width)} = {ValueWriter.ToJson(member.Value)}"));
    }

    private static IEnumerable<(string Name, string? Value)> Facts(Finding finding)
    {
        var actor = finding.Actor;
        yield return ("Why", finding.Reason);
        yield return ("Call", $"{finding.Event.Name} on {finding.Event.Source}");
        yield return ("Actor", $"{actor.Kind.Word()}, {Sureness(actor.Confidence)}");
        yield return actor.PermissionSet is { } set ? ("Permission set", set) : ("Role", actor.Role);
        yield return ("Opened by", actor.Chain.Count == 0 ? null : string.Join(", by ", actor.Chain.Select(Opener)));
        yield return ("Job", actor.Job?.Summary);
        yield return ("From", actor.SourceIp);
        yield return ("Account", finding.Event.Account);
        yield return ("State", finding.Resource?.State);
        yield return ("Belongs to", finding.Resource?.Parent);
        yield return ("Cloud id", finding.Resource is { Address: not null, Id: { } id } ? id : null);
        yield return ("Drift", finding.Drift);
        yield return ("Event", finding.Event.Id);
    }

    private static string Opener(ActorLink link) => $"{link.Name ?? FindingSentence.Somebody} ({link.How})";

    private static string Sureness(Confidence confidence) => confidence switch
    {
        Confidence.Guess => "a guess",
        Confidence.VeryLikely => "very likely",
        Confidence.Unknown => "not proven",
        _ => confidence.Word(),
    };
}
