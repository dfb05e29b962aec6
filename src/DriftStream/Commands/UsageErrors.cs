using System.CommandLine;
using DriftStream.Configuration;

namespace DriftStream.Commands;

/// <summary>Tells what is wrong with a command line.</summary>
internal static class UsageErrors
{
    public static async Task<int> TellAsync(ParseResult parsed, Surroundings around)
    {
        var command = parsed.CommandResult.Command;
        if (command is RootCommand && parsed.Tokens.Count == 0)
        {
            return await ShowHelpAsync(command, around);
        }

        // A word in the place of a verb is reported once, not also as a verb that is missing.
        var unknownVerb = command is RootCommand && parsed.UnmatchedTokens is [var first, ..] ? first : null;
        string[] sentences = unknownVerb is null
            ? [.. parsed.Errors.Select(error => error.Message).Distinct()]
            : [$"There is no verb {unknownVerb}.{Suggestion(unknownVerb, command)}"];

        foreach (var sentence in sentences)
        {
            await around.Error.WriteLineAsync(TerminalText.Clean(sentence));
        }

        await around.Error.WriteLineAsync(Advice(command));
        return ExitCode.Usage;
    }

    /// <summary>Where to read on.</summary>
    public static string Advice(Command command) =>
        command is RootCommand ? "Try: driftstream --help" : $"Try: driftstream {command.Name} --help";

    private static async Task<int> ShowHelpAsync(Command command, Surroundings around)
    {
        await command.Parse(["--help"]).InvokeAsync(new() { Output = around.Error, Error = around.Error });
        return ExitCode.Usage;
    }

    private static string Suggestion(string written, Command command) =>
        ClosestName.Of(written, command.Subcommands.Select(c => c.Name)) is { } closest ? $" Did you mean {closest}?" : "";

    /// <summary>Refuses arguments that look like options: a mistyped option would otherwise be taken for the name of a file.</summary>
    /// <exception cref="UsageException">One of them does.</exception>
    public static void RefuseOptionsIn(IEnumerable<string> arguments, Command command)
    {
        if (arguments.FirstOrDefault(a => a.Length > 1 && a[0] == '-') is { } mistyped)
        {
            var closest = ClosestName.Of(mistyped, command.Options.Where(o => !o.Hidden).Select(o => o.Name));
            var advice = closest is null ? $"If it is a file, write ./{mistyped}." : $"Did you mean {closest}?";
            throw new UsageException(TerminalText.Clean($"{mistyped} is no option of {command.Name}. {advice}"));
        }
    }
}
