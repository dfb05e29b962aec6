namespace DriftStream.Commands;

/// <summary>One line on a terminal that says how many files are read, and disappears at the end. Elsewhere nothing.</summary>
internal sealed class ProgressLine : IDisposable
{
    private const string ClearLine = "\r\u001b[K";
    private readonly Lock _gate = new();
    private readonly TextWriter? _terminal;
    private readonly int _files;
    private int _shown;

    private ProgressLine(TextWriter? terminal, int files)
    {
        _terminal = terminal;
        _files = files;
    }

    public static ProgressLine On(Surroundings around, int files) => new(around.ErrorIsTerminal && files > 1 ? around.Error : null, files);

    public void Show(int read)
    {
        lock (_gate)
        {
            if (read > _shown)
            {
                _shown = read;
                _terminal?.Write($"{ClearLine}Read {read} of {_files} files");
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_shown > 0)
            {
                _terminal?.Write(ClearLine);
                _shown = 0;
            }
        }
    }
}
