namespace DriftStream.Ignoring;

/// <summary>A rule as the file has it, before anybody asked whether it makes sense.</summary>
/// <param name="Number">Which one of the file, from 1.</param>
/// <param name="Line">The line that it begins in.</param>
internal sealed record RuleDraft(int Number, int Line)
{
    private readonly Dictionary<string, DraftMember> _members = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is written, by key.</summary>
    public IReadOnlyDictionary<string, DraftMember> Members => _members;

    /// <summary>What people call it: its name, or its place in the file.</summary>
    public string Shown => Text(RuleKeys.Name) is { } name ? $"rule '{name}'" : $"rule {Number}";

    /// <summary>Adds a member; false where its key is there already.</summary>
    public bool Add(string key, DraftMember member) => _members.TryAdd(key, member);

    /// <summary>The texts of a key; empty where it is absent.</summary>
    public IReadOnlyList<string> Texts(string key) => _members.GetValueOrDefault(key)?.Texts ?? [];

    /// <summary>The only text of a key, blanks around it removed; null where it is absent, empty or several.</summary>
    public string? Text(string key) => Texts(key) is [var only] && only.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The line of a key; the rule's own where the key is absent.</summary>
    public int LineOf(string key) => _members.TryGetValue(key, out var member) ? member.Line : Line;
}

/// <summary>The value of a key.</summary>
/// <param name="Line">The line of the key.</param>
/// <param name="Texts">The text, or the texts of a list; null where it is neither, which was told already.</param>
internal sealed record DraftMember(int Line, IReadOnlyList<string>? Texts);
