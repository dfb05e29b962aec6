using System.Text;
using System.Text.RegularExpressions;
using DriftStream.Core.Catalog;

namespace DriftStream.Core.Tests.Catalog;

/// <summary>Numbers each text and each word in it; the most frequent ones get the shortest numbers once they have been counted.</summary>
internal sealed partial class StringPool
{
    private readonly Dictionary<string, int> _uses = new(StringComparer.Ordinal);
    private Dictionary<string, int>? _numbers;

    public int this[string text] => _numbers is null ? Count(_uses, text) : _numbers[text];

    public void Number() => _numbers = ByUse(_uses);

    /// <summary>Writes what <c>StringTable</c> reads.</summary>
    public void Write(ByteWriter writer)
    {
        var texts = _numbers!.OrderBy(pair => pair.Value).Select(pair => pair.Key).ToList();
        var uses = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in texts.SelectMany(Words))
        {
            Count(uses, word);
        }

        var words = ByUse(uses);
        var wordRecords = new RecordList();
        foreach (var (word, _) in words.OrderBy(pair => pair.Value))
        {
            wordRecords.Add(Encoding.UTF8.GetBytes(word));
        }

        var textRecords = new RecordList();
        texts.ForEach(text => textRecords.Add(Spell(text, words)));
        wordRecords.Write(writer);
        textRecords.Write(writer);
    }

    private static byte[] Spell(string text, Dictionary<string, int> words)
    {
        if (text.Length > StringTable.MostLetters)
        {
            throw new InvalidDataException($"The facts have a text of {text.Length} letters, more than the catalogue can hold: {text}");
        }

        var writer = new ByteWriter();
        var style = Snake().IsMatch(text) ? 1 : 0;
        foreach (var (word, index) in Words(text).Select((word, index) => (word, index)))
        {
            writer.Number(index == 0 ? (words[word] << 1) | style : words[word]);
        }

        return writer.ToArray();
    }

    private static IEnumerable<string> Words(string text) =>
        Snake().IsMatch(text) ? text.Split('_') : Word().Matches(text).Select(match => match.Value);

    private static int Count(Dictionary<string, int> uses, string text)
    {
        uses[text] = uses.GetValueOrDefault(text) + 1;
        return uses.Count;
    }

    private static Dictionary<string, int> ByUse(Dictionary<string, int> uses) =>
        uses
            .OrderByDescending(use => use.Value)
            .ThenBy(use => use.Key, StringComparer.Ordinal)
            .Select((use, number) => (use.Key, number))
            .ToDictionary(pair => pair.Key, pair => pair.number, StringComparer.Ordinal);

    [GeneratedRegex("^[a-z0-9]+(_[a-z0-9]+)+$")]
    private static partial Regex Snake();

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^A-Za-z0-9]+")]
    private static partial Regex Word();
}
