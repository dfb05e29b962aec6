namespace DriftStream.Core.Judging;

/// <summary>Puts a sentence together; cleans what others wrote.</summary>
internal sealed class SentenceBuilder
{
    private const int NameLength = 120;
    private const int AddressLength = 200;
    private const int ValueLength = 80;
    private readonly List<SentencePart> _parts = [];

    public IReadOnlyList<SentencePart> Parts => _parts;

    public SentenceBuilder Words(string words) => Add(SentencePartKind.Words, words);

    public SentenceBuilder Actor(string name) => Add(SentencePartKind.Actor, ForeignText.OneLine(name, NameLength));

    public SentenceBuilder Resource(string name) => Add(SentencePartKind.Resource, ForeignText.OneLine(name, AddressLength));

    public SentenceBuilder Attribute(string path) => Add(SentencePartKind.Attribute, ForeignText.OneLine(path, NameLength));

    public SentenceBuilder Value(string value) => Add(SentencePartKind.Value, value.Length == 0 ? "\"\"" : ForeignText.OneLine(value, ValueLength));

    /// <summary>"a", "a and b", "a, b and c", "a, b and 7 more things".</summary>
    public SentenceBuilder List(IReadOnlyList<string> names, Func<string, SentenceBuilder> add, string more, int shown = 3)
    {
        var visible = names.Count <= shown ? names.Count : shown - 1;
        for (var i = 0; i < visible; i++)
        {
            if (i > 0)
            {
                Words(i == names.Count - 1 ? " and " : ", ");
            }

            add(names[i]);
        }

        return visible == names.Count ? this : Words($" and {names.Count - visible:N0} more {more}");
    }

    private SentenceBuilder Add(SentencePartKind kind, string text)
    {
        _parts.Add(new(kind, text));
        return this;
    }
}
