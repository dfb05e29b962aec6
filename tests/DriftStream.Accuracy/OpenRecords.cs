using System.IO.Compression;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Terraform;

namespace DriftStream.Accuracy;

/// <summary>The records and states in folders of the shared data, as far as they can be read.</summary>
internal static class OpenRecords
{
    /// <summary>The records of all files below some folders; one that occurs twice counts once.</summary>
    public static IReadOnlyList<CloudTrailEvent> Read(string data, params string[] folders) =>
        [.. folders.SelectMany(f => Files(Path.Combine(data, f), ".json", ".json.gz", ".jsonl")).SelectMany(Records).DistinctBy(e => (e.Id, e.Name, e.Time, e.Request.ToString()))];

    /// <summary>The states of all files below a folder.</summary>
    public static IReadOnlyList<TerraformState> ReadStates(string folder) => [.. Files(folder, ".tfstate", ".tfstate.json", ".json").Select(State).OfType<TerraformState>()];

    private static IEnumerable<string> Files(string folder, params string[] endings) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => endings.Any(e => f.EndsWith(e, StringComparison.Ordinal))).Order(StringComparer.Ordinal);

    private static IEnumerable<CloudTrailEvent> Records(string file) =>
        Envelope.Split(Content(file)).Where(i => i.Kind == EnvelopeItemKind.Record).Select(i => Record(i.Bytes)).OfType<CloudTrailEvent>();

    private static byte[] Content(string file)
    {
        if (!file.EndsWith(".gz", StringComparison.Ordinal))
        {
            return File.ReadAllBytes(file);
        }

        using var gzip = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var content = new MemoryStream();
        gzip.CopyTo(content);
        return content.ToArray();
    }

    private static CloudTrailEvent? Record(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return EventReader.Read(bytes);
        }
        catch (RecordUnreadableException)
        {
            return null;
        }
    }

    private static TerraformState? State(string file)
    {
        try
        {
            return StateReader.Read(File.ReadAllBytes(file), new StateSource(Path.GetFileName(file), file));
        }
        catch (StateUnreadableException)
        {
            return null;
        }
    }
}
