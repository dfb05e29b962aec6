using DriftStream.Replay;
using DriftStream.Replay.Reports;

namespace DriftStream.Commands;

/// <summary>One line on a terminal that says how far a replay is, and disappears at the end. Elsewhere nothing: a log needs no progress.</summary>
internal sealed class ProgressLine : IDisposable
{
    private const string ClearLine = "\r\u001b[K";
    private const int NarrowestTerminal = 40;
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly Surroundings _around;
    private readonly ProgressText _text;
    private readonly long _began;
    private readonly ITimer? _timer;
    private string _shown = "";
    private bool _ended;

    private ProgressLine(Surroundings around, ReplayProgress progress)
    {
        _around = around;
        _text = new(progress);
        _began = around.Time.GetTimestamp();
        _timer = IsTerminal(around) ? around.Time.CreateTimer(_ => Show(), null, First, Every) : null;
    }

    /// <summary>Begins to tell of a replay.</summary>
    public static ProgressLine Of(ReplayProgress progress, Surroundings around) => new(around, progress);

    /// <summary>Takes the line away for good.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        lock (_gate)
        {
            _ended = true;
            if (_shown.Length > 0)
            {
                _around.Error.Write(ClearLine);
                _shown = "";
            }
        }
    }

    // A dumb terminal cannot take a line back.
    private static bool IsTerminal(Surroundings around) => around.ErrorIsTerminal && around.Environment.GetValueOrDefault("TERM") != "dumb";

    private void Show()
    {
        lock (_gate)
        {
            var line = _text.At(_around.Time.GetElapsedTime(_began), Math.Max(NarrowestTerminal, _around.ErrorWidth()) - 1);
            if (!_ended && line != _shown)
            {
                _around.Error.Write(ClearLine + line);
                _shown = line;
            }
        }
    }
}
