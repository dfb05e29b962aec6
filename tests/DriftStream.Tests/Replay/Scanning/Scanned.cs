using System.IO.Compression;
using DriftStream.Replay;
using DriftStream.Replay.Scanning;

namespace DriftStream.Tests.Replay.Scanning;

/// <summary>Everything that one scan handed on.</summary>
internal sealed class Scanned : IScanTaker
{
    public List<(long Offset, KeptFor Why, string Record)> Kept { get; } = [];

    public List<(long Offset, ulong Hash)> Openings { get; } = [];

    public List<string> Others { get; } = [];

    public List<string> Unreadable { get; } = [];

    public ScanResult Result { get; private set; } = new();

    public static Scanned Of(byte[] content, RecordFilter filter, int window = ArchiveScanner.UsualWindow, SizeLimits? limits = null) =>
        Of(new MemoryStream(content), filter, window, limits);

    public static Scanned Of(Stream content, RecordFilter filter, int window = ArchiveScanner.UsualWindow, SizeLimits? limits = null)
    {
        var scanned = new Scanned();
        using var scanner = new ArchiveScanner(filter, scanned, limits ?? new(), window);
        scanned.Result = scanner.Scan(content, CancellationToken.None);
        return scanned;
    }

    public static byte[] Pack(byte[] content, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    public void Keep(ReadOnlySpan<byte> record, in ScannedPlace place, KeptFor why) => Kept.Add((place.Offset, why, System.Text.Encoding.UTF8.GetString(record)));

    public void Opening(ulong keyHash, ReadOnlySpan<byte> record, in ScannedPlace place) => Openings.Add((place.Offset, keyHash));

    public void NotCloudTrail(string type) => Others.Add(type);

    void IScanTaker.Unreadable(string sentence) => Unreadable.Add(sentence);
}
