using System.IO.Compression;
using System.Text;

namespace DriftStream.Replay;

/// <summary>What was inside a gzip file.</summary>
/// <param name="Content">What could be unpacked.</param>
/// <param name="Problem">Why that is not all; null where it is.</param>
internal sealed record GzipContent(ReadOnlyMemory<byte> Content, string? Problem)
{
    private const int ChunkSize = 1 << 16;

    // GZipStream says nothing when its input ends too early. A member of gzip put behind the file
    // is unpacked, too, only if the file before it was whole.
    private static readonly byte[] Mark = Encoding.ASCII.GetBytes("the file before this was whole");
    private static readonly byte[] PackedMark = Pack(Mark);

    private enum Ending
    {
        Quiet,
        Damaged,
        Refused,
    }

    /// <summary>What comes out behind a whole file where <see cref="PackedEndMark"/> was put behind its packed bytes, and only there.</summary>
    public static ReadOnlySpan<byte> EndMark => Mark;

    /// <summary>A member of gzip to put behind a file.</summary>
    public static ReadOnlySpan<byte> PackedEndMark => PackedMark;

    /// <summary>Whether the bytes begin as gzip does.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> bytes) => bytes is [0x1f, 0x8b, ..];

    /// <summary>Unpacks a whole file; of a broken one, as much as there is.</summary>
    public static GzipContent Unpack(byte[] packed, SizeLimits limits)
    {
        using var output = new MemoryStream();
        var ending = Unpack([.. packed, .. PackedEndMark], output, limits);
        if (ending == Ending.Refused)
        {
            return new(ReadOnlyMemory<byte>.Empty, limits.Refusal(output.Length));
        }

        return Written(output).Span.EndsWith(EndMark)
            ? new(Written(output)[..^EndMark.Length], null)
            : Salvage(packed, limits);
    }

    // Without the mark, which went astray in what is broken.
    private static GzipContent Salvage(byte[] packed, SizeLimits limits)
    {
        var output = new MemoryStream();
        var ending = Unpack(packed, output, limits);
        return new(Written(output), ending == Ending.Damaged
            ? ContentProblem.Damaged(output.Length)
            : ContentProblem.Truncated(output.Length));
    }

    private static Ending Unpack(byte[] packed, MemoryStream output, SizeLimits limits)
    {
        var chunk = new byte[ChunkSize];
        try
        {
            using var input = new MemoryStream(packed);
            using var gzip = new GZipStream(input, CompressionMode.Decompress);
            while (gzip.Read(chunk) is > 0 and var count)
            {
                output.Write(chunk, 0, count);
                if (limits.Refuses(input.Position, output.Length))
                {
                    return Ending.Refused;
                }
            }

            return Ending.Quiet;
        }
        catch (InvalidDataException)
        {
            return Ending.Damaged;
        }
    }

    private static ReadOnlyMemory<byte> Written(MemoryStream stream) => stream.GetBuffer().AsMemory(0, (int)stream.Length);

    private static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
