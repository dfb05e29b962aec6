namespace DriftStream.Core.CloudTrail;

/// <summary>What was found out about texts that come again with every record. It has a fixed number of places: what a stranger writes into records can push texts out, but not make it grow.</summary>
/// <param name="find">Finds it out; the same for the same text, always.</param>
internal sealed class Remembered<T>(Func<string, T> find)
{
    private const int MostLetters = 512;

    // Two threads may write one place at a time; either is right.
    private readonly Entry?[] _places = new Entry?[1024];

    /// <summary>What there is to know about a text.</summary>
    public T Of(string text)
    {
        if (text.Length is 0 or > MostLetters)
        {
            return find(text);
        }

        ref var place = ref _places[Hash(text) % (uint)_places.Length];
        if (place is { } known && known.Text == text)
        {
            return known.Found;
        }

        var found = find(text);
        place = new(text, found);
        return found;
    }

    // Names differ at their ends.
    private static uint Hash(string text)
    {
        var hash = (uint)text.Length;
        for (var at = Math.Max(0, text.Length - 24); at < text.Length; at++)
        {
            hash = (hash * 31) + text[at];
        }

        return hash ^ (hash >> 15);
    }

    private sealed record Entry(string Text, T Found);
}
