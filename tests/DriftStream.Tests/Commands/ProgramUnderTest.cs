using System.Text;
using DriftStream.Commands;

namespace DriftStream.Tests.Commands;

/// <summary>Runs the program in this process, as a user would start it.</summary>
internal sealed class ProgramUnderTest(TestFolder folder)
{
    public ProgramParts Parts { get; init; } = FakeParts.Default;

    public string StandardInput { get; init; } = "";

    public Action<string> OnError { get; init; } = _ => { };

    public CancellationToken Cancellation { get; init; }

    public TimeProvider Time { get; init; } = FixedTime.Noon;

    public Dictionary<string, string> Environment { get; init; } = [];

    public async Task<ProgramOutcome> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new LineWatcher(OnError) { NewLine = "\n" };
        var around = new Surroundings
        {
            In = new MemoryStream(Encoding.UTF8.GetBytes(StandardInput)),
            Out = output,
            Error = errors,
            Time = Time,
            Folder = folder.Path,
            Environment = Environment,
        };

        var exitCode = await DriftStreamProgram.RunAsync(arguments, around, Parts, Cancellation);
        return new(exitCode, output.ToString(), errors.ToString());
    }
}
