using System.Collections;
using System.Text;
using Spectre.Console;

namespace DriftStream.Commands;

/// <summary>What the program has around it: everything that differs between a terminal, a pipe and a test.</summary>
internal sealed record Surroundings
{
    // Wide enough for a finding on one or two lines where nobody's window sets the width.
    private const int WidthWithoutTerminal = 160;

    /// <summary>Standard input.</summary>
    public required Stream In { get; init; }

    /// <summary>Standard output: data.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Standard error: everything else.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The working folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The environment variables.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Whether <see cref="Out"/> is a terminal.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>Whether <see cref="Error"/> is a terminal.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>How wide the terminal behind <see cref="Error"/> is.</summary>
    public Func<int> ErrorWidth { get; init; } = () => WidthWithoutTerminal;

    /// <summary>Whether to go into details that only a developer can use.</summary>
    public bool Debug => Environment.GetValueOrDefault("DRIFTSTREAM_DEBUG") == "1";

    /// <summary>The surroundings of this process.</summary>
    public static Surroundings OfProcess() => new()
    {
        In = Console.OpenStandardInput(),
        Out = Writer(Console.OpenStandardOutput(), autoFlush: !Console.IsOutputRedirected),
        Error = Writer(Console.OpenStandardError(), autoFlush: true),
        Time = TimeProvider.System,
        Folder = Directory.GetCurrentDirectory(),
        Environment = System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? "", StringComparer.Ordinal),
        OutIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        ErrorWidth = () => Console.WindowWidth,
    };

    /// <summary>Tables and colours on standard output; without colours where it is no terminal or NO_COLOR is set.</summary>
    public IAnsiConsole OutConsole()
    {
        var coloured = OutIsTerminal && string.IsNullOrEmpty(Environment.GetValueOrDefault("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = coloured ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = coloured ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Out),
        });

        console.Profile.Width = OutIsTerminal ? Math.Max(40, Console.WindowWidth) : WidthWithoutTerminal;
        return console;
    }

    // The same bytes in every locale: UTF-8 without a mark, and line feeds.
    private static StreamWriter Writer(Stream stream, bool autoFlush) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16) { AutoFlush = autoFlush, NewLine = "\n" };
}
