using System.Globalization;
using DriftStream.Configuration;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Judging.Ignoring;

namespace DriftStream.Ignoring;

/// <summary>Makes a rule of a draft, or says everything that keeps it from being one.</summary>
/// <param name="draft">The draft.</param>
/// <param name="silencing">Knows rules that would swallow everything.</param>
/// <param name="mistake">Told each mistake and its line.</param>
internal sealed class RuleMaker(RuleDraft draft, Silencing silencing, Action<int, string> mistake)
{
    private bool _isBroken;

    /// <summary>The rule; null where there was a mistake.</summary>
    public IgnoreRule? Make()
    {
        CheckKeys();
        var rule = new IgnoreRule
        {
            Name = Required(RuleKeys.Name, "what it swallows could not be told from what others do") ?? "",
            Owner = Required(RuleKeys.Owner, "nobody would answer for what it swallows"),
            Reason = Required(RuleKeys.Reason, "nobody would know whether it is still needed"),
            Address = Globs(RuleKeys.Address, PatternMistakes.OfAddress),
            Type = Globs(RuleKeys.Type, PatternMistakes.OfType),
            Id = Globs(RuleKeys.Id, PatternMistakes.OfText),
            State = Globs(RuleKeys.State, PatternMistakes.OfText),
            Actor = Globs(RuleKeys.Actor, PatternMistakes.OfText),
            Event = Globs(RuleKeys.Event, PatternMistakes.OfText),
            Account = Globs(RuleKeys.Account, PatternMistakes.OfAccount),
            Region = Globs(RuleKeys.Region, PatternMistakes.OfText),
            Attributes = Attributes(),
            ActorKind = Kind(),
            Expires = Expires(),
        };
        CheckName(rule.Name);
        if (!_isBroken && !silencing.IsNarrow(rule))
        {
            Wrong(draft.Line, $"would silence everything that happens{Where(rule)}, so no drift would be told. Narrow it by address, type, id, attribute, actor or event.");
        }

        return _isBroken ? null : rule;
    }

    private void CheckKeys()
    {
        foreach (var (key, member) in draft.Members)
        {
            _isBroken |= member.Texts is null;
            if (!RuleKeys.All.Contains(key, StringComparer.OrdinalIgnoreCase))
            {
                var advice = ClosestName.Of(key, RuleKeys.All) is { } closest ? $"Did you mean {closest}?" : $"Known are: {string.Join(", ", RuleKeys.All)}.";
                Wrong(member.Line, $"has {TerminalText.Clean(key)}, which is no key of a rule, so it would have no effect. {advice}");
            }
            else if (member.Texts is { Count: 0 })
            {
                Wrong(member.Line, $"has an empty list for {key}: nothing is in it, so it would fit nothing. Remove it or fill it.");
            }
            else if (member.Texts is { Count: > 1 } && RuleKeys.Single.Contains(key, StringComparer.OrdinalIgnoreCase))
            {
                Wrong(member.Line, $"has several texts for {key}, and it takes one.");
            }
        }
    }

    private string? Required(string key, string harm)
    {
        if (draft.Text(key) is null && draft.Members.GetValueOrDefault(key)?.Texts is null or [_])
        {
            Wrong(draft.LineOf(key), $"has no {key}: {harm}.");
        }

        return draft.Text(key);
    }

    private void CheckName(string name)
    {
        if (JudgeSettings.BuiltInRules.Contains(name))
        {
            Wrong(draft.LineOf(RuleKeys.Name), "has the name of a built-in rule, so nobody could tell which one swallowed a finding. Choose another.");
        }
        else if (name.Length > 80 || TerminalText.Clean(name) != name)
        {
            Wrong(draft.LineOf(RuleKeys.Name), "has a name that does not fit into a line: at most 80 characters, without line breaks.");
        }
    }

    private Globs Globs(string key, Func<string, string?> mistakeOf)
    {
        foreach (var text in draft.Texts(key))
        {
            if (mistakeOf(text) is { } harm)
            {
                Wrong(draft.LineOf(key), $"has {key} '{TerminalText.Clean(text)}': {harm}");
            }
        }

        return new([.. draft.Texts(key)]);
    }

    // Findings speak of tags, whatever Terraform calls them.
    private List<AttributePattern> Attributes()
    {
        var patterns = new List<AttributePattern>();
        foreach (var text in draft.Texts(RuleKeys.Attribute))
        {
            var path = text == "tags_all" || text.StartsWith("tags_all.", StringComparison.Ordinal) || text.StartsWith("tags_all[", StringComparison.Ordinal) ? "tags" + text[8..] : text;
            if (AttributePattern.TryParse(path, out var pattern))
            {
                patterns.Add(pattern);
            }
            else
            {
                Wrong(draft.LineOf(RuleKeys.Attribute), $"has attribute '{TerminalText.Clean(text)}': that is no path, so it would fit nothing. Write tags.drift, tags[\"a.b/c\"] or rule.*.id.");
            }
        }

        return patterns;
    }

    private ActorKind? Kind()
    {
        if (draft.Text(RuleKeys.ActorKind) is not { } text)
        {
            return null;
        }

        var kinds = Enum.GetValues<ActorKind>();
        if (kinds.Any(k => k.Word() == text))
        {
            return kinds.First(k => k.Word() == text);
        }

        Wrong(draft.LineOf(RuleKeys.ActorKind), $"has actorKind '{TerminalText.Clean(text)}', so it would fit nobody. It is one of {string.Join(", ", kinds.Select(k => k.Word()))}.");
        return null;
    }

    private DateTimeOffset? Expires()
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (draft.Text(RuleKeys.Expires) is not { } text)
        {
            return null;
        }

        string[] formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK"];
        if (DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, Utc, out var moment))
        {
            return moment;
        }

        Wrong(draft.LineOf(RuleKeys.Expires), $"has expires '{TerminalText.Clean(text)}', which is no date, so it would never end. Write a day such as 2027-01-31, or 2027-01-31T18:00:00Z.");
        return null;
    }

    private static string Where(IgnoreRule rule)
    {
        (string Name, Globs Globs)[] places = [("state", rule.State), ("account", rule.Account), ("region", rule.Region)];
        var named = places.Where(p => !p.Globs.IsAny).Select(p => $"{p.Name} {TerminalText.Clean(p.Globs.ToString())}").ToList();
        return named.Count == 0 ? "" : $" in {string.Join(", ", named)}";
    }

    private void Wrong(int line, string what)
    {
        _isBroken = true;
        mistake(line, $"{TerminalText.Clean(draft.Shown)} {what}");
    }
}
