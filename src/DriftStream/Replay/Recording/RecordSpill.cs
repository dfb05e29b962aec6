using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;

namespace DriftStream.Replay.Recording;

/// <summary>
/// Keeps, in a file of its own, the records that the ledger would keep something of, until the replay is over:
/// a replay that fails half way leaves nothing, and however many there are, they take little memory.
/// </summary>
internal sealed class RecordSpill : IDisposable
{
    private const int BufferSize = 1 << 16;
    private readonly List<SessionBook> _sessions = [];
    private readonly FileStream _file;
    private readonly BinaryWriter _writer;

    /// <summary>Makes the file; it goes when this is disposed of, and nobody else can read it.</summary>
    /// <param name="folder">Where it lies.</param>
    public RecordSpill(string folder)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose,
            BufferSize = BufferSize,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        _file = new(Path.Combine(folder, $"driftstream-{Path.GetRandomFileName()}"), options);
        _writer = new(_file);
    }

    /// <summary>How many records it holds.</summary>
    public int Count => _sessions.Count;

    /// <summary>Lays an event aside if the ledger would keep something of it.</summary>
    public void Take(CloudTrailEvent change, Judgement judgement, SessionBook sessions)
    {
        if (Matters(judgement))
        {
            Add(change, sessions);
        }
    }

    /// <summary>What was laid aside, in its order. To be asked when nothing is added any more.</summary>
    public IEnumerable<(byte[] Record, SessionBook Sessions)> All()
    {
        _writer.Flush();
        _file.Position = 0;
        using var reader = new BinaryReader(_file, System.Text.Encoding.UTF8, leaveOpen: true);
        foreach (var sessions in _sessions)
        {
            yield return (reader.ReadBytes(reader.ReadInt32()), sessions);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    // The service keeps a row of every event; for an archive that would be millions of rows that say nothing.
    private static bool Matters(Judgement judgement) =>
        judgement.Changed.Count > 0 || judgement.Unchecked || judgement.Findings.Any(f => f.Verdict.IsShown() || f.Verdict is Verdict.Ignored or Verdict.Unknown);

    private void Add(CloudTrailEvent change, SessionBook sessions)
    {
        _writer.Write(change.Record.Length);
        _writer.Write(change.Record.Span);
        _sessions.Add(sessions);
    }
}
