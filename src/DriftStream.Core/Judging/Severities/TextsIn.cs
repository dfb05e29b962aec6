using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Severities;

/// <summary>Looks for words in a value as its JSON would show them, without writing it.</summary>
internal static class TextsIn
{
    /// <summary>Whether the JSON of a value has a word somewhere, in names or texts. For words of letters, hyphens and slashes.</summary>
    public static bool Contain(Value value, string word) => value.Kind switch
    {
        ValueKind.Text => Contains(value.Text, word),
        ValueKind.List => AnyContains(value.Items, word),
        ValueKind.Map => AnyContains(value.Members, word),
        _ => false,
    };

    private static bool AnyContains(IReadOnlyList<Value> items, string word)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (Contain(items[i], word))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AnyContains(IReadOnlyList<KeyValuePair<string, Value>> members, string word)
    {
        for (var i = 0; i < members.Count; i++)
        {
            if (Contains(members[i].Key, word) || Contain(members[i].Value, word))
            {
                return true;
            }
        }

        return false;
    }

    // An escape may end in what the word begins with.
    private static bool Contains(string text, string word) =>
        (text.AsSpan().ContainsAnyExceptInRange(' ', '~') ? Value.Of(text).ToString() : text).Contains(word, StringComparison.Ordinal);
}
