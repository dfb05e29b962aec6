using System.CommandLine;

namespace DriftStream.Commands;

/// <summary>The program from its command line to its exit code.</summary>
internal static class DriftStreamProgram
{
    /// <summary>Runs the program. Never throws: whatever goes wrong becomes a sentence and an exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments, Surroundings around, ProgramParts parts, CancellationToken cancellation)
    {
        var root = CommandTree.Build(around, parts);
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        try
        {
            var exitCode = await InvokeAsync(parsed, around, cancellation);
            await around.Out.FlushAsync(CancellationToken.None);
            return exitCode;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception failure)
        {
            // The one place that catches everything: a user gets a sentence, never a stack trace.
            return await Failures.TellAsync(failure, parsed.CommandResult.Command, around);
        }
    }

    private static Task<int> InvokeAsync(ParseResult parsed, Surroundings around, CancellationToken cancellation) =>
        parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples
            ? UsageErrors.TellAsync(parsed, around)
            : parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = around.Out,
                    Error = around.Error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                },
                cancellation);
}
