using DriftStream.Core.Catalog;

namespace DriftStream.Core.Tests.Catalog;

/// <summary>Writes what <c>PathTrail</c> reads.</summary>
internal sealed class PathWriter(StringPool strings)
{
    private string[] _last = [];

    public void Write(ByteWriter writer, string path)
    {
        var segments = path.Split('.');
        var shared = 0;
        while (shared < PathTrail.MostShared && shared < segments.Length && shared < _last.Length && segments[shared] == _last[shared])
        {
            shared++;
        }

        writer.Number(((segments.Length - shared) << 4) | shared);
        foreach (var segment in segments.Skip(shared))
        {
            writer.Number(strings[segment]);
        }

        _last = segments;
    }
}
