using System.CommandLine;
using System.CommandLine.Parsing;
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
            ? [.. parsed.UnmatchedTokens.Select(token => Stray(token, command)), .. parsed.Errors.Select(error => Sentence(error, command)).OfType<string>().Distinct()]
            : [$"There is no verb {unknownVerb}.{Suggestion(unknownVerb, command)}"];

        foreach (var sentence in sentences)
        {
            await around.Error.WriteLineAsync(TerminalText.Clean(sentence));
        }

        await around.Error.WriteLineAsync(Advice(command));
        return ExitCode.Usage;
    }

    private static string Stray(string token, Command command)
    {
        if (token is not ['-', _, ..])
        {
            return $"{command.Name} does not take '{token}'.";
        }

        var closest = ClosestName.Of(token, command.Options.Where(o => !o.Hidden).Select(o => o.Name));
        return $"{token} is no option of {command.Name}.{(closest is null ? "" : $" Did you mean {closest}?")}";
    }

    // Null: what is wrong was told by the token itself.
    private static string? Sentence(ParseError error, Command command)
    {
        var option = error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult;
        return (option, error.SymbolResult) switch
        {
            ({ IdentifierTokenCount: > 1, Option: { Arity.MaximumNumberOfValues: 1 } twice } result, _) => $"{twice.Name} is given {result.IdentifierTokenCount} times, and only one can count: leave the others out.",
            ({ Tokens.Count: 0, Option: var bare }, _) => $"{bare.Name} needs a value, and none follows: {bare.Name} {bare.HelpName}.",
            ({ Tokens: [var value, ..], Option: { ValueType: var type } wrong }, _) when type == typeof(int) => $"{wrong.Name} is '{value.Value}': it must be a whole number.",
            (null, ArgumentResult { Argument: var missing }) => Missing(missing, command),
            (null, CommandResult) when command.Arguments.FirstOrDefault(a => a.Arity.MinimumNumberOfValues > 0) is { } missing && error.Message.Contains(command.Name, StringComparison.Ordinal) => Missing(missing, command),
            (null, CommandResult) => null,
            _ => error.Message,
        };
    }

    private static string Missing(Argument argument, Command command) => $"{command.Name} needs {("AEIOU".Contains(argument.Name[0], StringComparison.Ordinal) ? "an" : "a")} {argument.Name}: {char.ToLowerInvariant(argument.Description![0])}{argument.Description[1..]}.";

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
