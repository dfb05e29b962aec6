using System.Text;

namespace DriftStream.Core.Tests.Catalog;

/// <summary>Numbers each text; the most frequent ones get the shortest numbers once they have been counted.</summary>
internal sealed class StringPool
{
    private readonly Dictionary<string, int> _uses = new(StringComparer.Ordinal);
    private Dictionary<string, int>? _numbers;

    public int this[string text] => _numbers is null ? Count(text) : _numbers[text];

    public void Number() =>
        _numbers = _uses
            .OrderByDescending(use => use.Value)
            .ThenBy(use => use.Key, StringComparer.Ordinal)
            .Select((use, number) => (use.Key, number))
            .ToDictionary(pair => pair.Key, pair => pair.number, StringComparer.Ordinal);

    public RecordList Records()
    {
        var records = new RecordList();
        foreach (var (text, _) in _numbers!.OrderBy(pair => pair.Value))
        {
            records.Add(Encoding.UTF8.GetBytes(text));
        }

        return records;
    }

    private int Count(string text)
    {
        _uses[text] = _uses.GetValueOrDefault(text) + 1;
        return _uses.Count;
    }
}
