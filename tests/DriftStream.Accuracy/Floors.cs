using System.Text.Json;

namespace DriftStream.Accuracy;

/// <summary>The figures that were reached and may not fall.</summary>
internal static class Floors
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerOptions.Web) { WriteIndented = true, NewLine = "\n" };

    /// <summary>Every figure that is worse than its floor, in a sentence each.</summary>
    public static IEnumerable<string> Broken(string path, IReadOnlyList<Figure> figures)
    {
        var floors = JsonSerializer.Deserialize<Dictionary<string, Floor>>(File.ReadAllText(path), Readable)!;
        foreach (var figure in figures)
        {
            if (!floors.TryGetValue(figure.Key, out var floor))
            {
                yield return $"There is no floor for '{figure.Key}' in floors.json: write it with --write.";
            }
            else if (figure.IsWorseThan(new(floor.Hits, floor.Of)))
            {
                yield return $"{AccuracyTable.Upper(figure.What)}: {figure.Ours.Hits} of {figure.Ours.Of}, {(figure.IsFault ? "more" : "less")} than the {floor.Hits} of {floor.Of} that were reached ('{figure.Key}' in floors.json).";
            }
        }
    }

    /// <summary>Makes the figures the floors.</summary>
    public static void Write(string path, IReadOnlyList<Figure> figures) =>
        File.WriteAllText(path, JsonSerializer.Serialize(figures.ToDictionary(f => f.Key, f => new Floor(f.Ours.Hits, f.Ours.Of)), Readable) + "\n");

    private sealed record Floor(int Hits, int Of);
}
