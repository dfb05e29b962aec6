using System.CommandLine;
using DriftStream.Configuration;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Terraform;
using DriftStream.Ledger;
using Microsoft.Extensions.Options;

namespace DriftStream.Commands;

/// <summary>Turns what went wrong into sentences on standard error and an exit code; never into a stack trace.</summary>
internal static class Failures
{
    public static async Task<int> TellAsync(Exception failure, Command command, Surroundings around)
    {
        var (exitCode, lines) = Explain(failure, command);
        foreach (var line in lines)
        {
            await around.Error.WriteLineAsync(TerminalText.Clean(line));
        }

        if (around.Debug)
        {
            await around.Error.WriteLineAsync(failure.ToString());
        }

        return exitCode;
    }

    private static (int ExitCode, IEnumerable<string> Lines) Explain(Exception failure, Command command) => failure switch
    {
        UsageException => (ExitCode.Usage, [failure.Message, UsageErrors.Advice(command)]),
        ConfigurationMistakesException configuration => (ExitCode.Usage, MistakeLines(configuration.Mistakes)),
        OptionsValidationException options => (ExitCode.Usage, MistakeLines([.. options.Failures])),
        AggregateException several when several.InnerExceptions.All(e => e is OptionsValidationException) =>
            (ExitCode.Usage, MistakeLines([.. several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(e => e.Failures)])),
        FailureException or StateUnreadableException or RecordUnreadableException or LedgerUnavailableException => (ExitCode.Failed, [failure.Message]),
        IOException or UnauthorizedAccessException or HttpRequestException or TimeoutException => (ExitCode.Failed, [$"{command.Name} failed: {failure.Message}"]),
        _ => (ExitCode.Failed,
        [
            $"Something unexpected happened ({failure.GetType().Name}: {failure.Message.ReplaceLineEndings(" ")}).",
            "This is a fault of DriftStream; please report it. DRIFTSTREAM_DEBUG=1 shows the details that a report needs.",
        ]),
    };

    private static IEnumerable<string> MistakeLines(IReadOnlyList<string> mistakes) => mistakes
        .Select(mistake => $"  {mistake}")
        .Prepend(mistakes.Count == 1 ? "The configuration has a mistake; nothing was started." : $"The configuration has {mistakes.Count} mistakes; nothing was started.");
}
