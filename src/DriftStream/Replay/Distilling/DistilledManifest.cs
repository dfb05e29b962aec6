using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DriftStream.Replay.Distilling;

/// <summary>What a distilled log consists of. It is written last, so a folder without it is none.</summary>
/// <param name="Batches">In the order they were added.</param>
internal sealed record DistilledManifest(IReadOnlyList<DistilledBatch> Batches)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "driftstream.distilled";

    private const string Mark = "driftstream-distilled 1 sha256:";
    private const int HashLength = 64;

    /// <summary>All sources, in order.</summary>
    [JsonIgnore]
    public IEnumerable<SourceFacts> Sources => Batches.SelectMany(b => b.Sources);

    /// <summary>All segments, in order.</summary>
    [JsonIgnore]
    public IEnumerable<SegmentFacts> Segments => Batches.SelectMany(b => b.Segments);

    /// <summary>Whether a folder has one.</summary>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <summary>Reads the one in a folder.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="DistilledLogException">It is not as it was written.</exception>
    public static DistilledManifest Read(string folder)
    {
        var content = File.ReadAllBytes(Path.Combine(folder, FileName));
        var end = content.AsSpan().IndexOf((byte)'\n');
        var head = end < 0 ? "" : Encoding.UTF8.GetString(content, 0, end);
        if (head.Length != Mark.Length + HashLength || !head.StartsWith(Mark, StringComparison.Ordinal))
        {
            throw new DistilledLogException($"its {FileName} does not begin as this version writes it, so nothing of it was judged. Distill its sources again.");
        }

        var body = content.AsSpan(end + 1);
        return HashOf(body) == head[Mark.Length..] && JsonSerializer.Deserialize(body, DistilledJson.Readable.DistilledManifest) is { } manifest
            ? manifest
            : throw new DistilledLogException($"its {FileName} was cut or altered after it was written, so nothing of it was judged. Distill its sources again.");
    }

    /// <summary>Puts it into a folder, in place of an earlier one: either wholly or not at all.</summary>
    /// <returns>The SHA-256 that stands in its first line.</returns>
    public string Write(string folder)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(this, DistilledJson.Readable.DistilledManifest);
        var hash = HashOf(body);
        var unfinished = Path.Combine(folder, "manifest" + SegmentWriter.UnfinishedEnding);
        using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(Encoding.UTF8.GetBytes($"{Mark}{hash}\n"));
            file.Write(body);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, Path.Combine(folder, FileName), overwrite: true);
        return hash;
    }

    private static string HashOf(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));
}

/// <summary>How a manifest looks as JSON.</summary>
[JsonSerializable(typeof(DistilledManifest))]
internal sealed partial class DistilledJson : JsonSerializerContext
{
    /// <summary>With line breaks, and paths as people write them.</summary>
    public static DistilledJson Readable { get; } = new(new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    });
}
