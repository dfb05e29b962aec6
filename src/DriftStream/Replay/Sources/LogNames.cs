namespace DriftStream.Replay.Sources;

/// <summary>Which files of a folder are taken for logs, by their names. A file that is named itself is read whatever its name.</summary>
internal static class LogNames
{
    private static readonly string[] Endings = [".json", ".json.gz", ".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz"];
    private static readonly string[] LakeEndings = [".csv", ".csv.gz"];

    // What AWS lays beside exports to prove or to list them.
    private static readonly string[] Companions = ["result_sign.json", "manifest.json", "manifest-files.json", "manifest-summary.json"];

    // CloudTrail lays these beside its logs: signed lists of its files, and what it found unusual. They hold no events.
    private static readonly string[] Beside = ["CloudTrail-Digest", "CloudTrail-Insight"];

    /// <summary>Whether a folder of that name holds none.</summary>
    public static bool IsBeside(string folder) => Beside.Contains(folder);

    /// <summary>Whether it only proves or lists other files.</summary>
    public static bool IsCompanion(string name) => Companions.Contains(name);

    /// <summary>Whether it may hold events.</summary>
    public static bool IsLog(string name) => HasOne(name, Endings) || IsLakeResult(name);

    /// <summary>Whether it may hold events where nobody keeps to endings, such as below what a delivery stream writes.</summary>
    public static bool MayBeLog(string name) => IsLog(name) || !name.Contains('.', StringComparison.Ordinal) || name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is an answer of CloudTrail Lake, as it writes them into buckets: <c>result_1.csv.gz</c>.</summary>
    public static bool IsLakeResult(string name) => name.StartsWith("result_", StringComparison.Ordinal) && HasOne(name, LakeEndings);

    private static bool HasOne(string name, string[] endings) => endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
