using System.CommandLine;
using DriftStream.Configuration;
using DriftStream.Core.Judging;
using DriftStream.Ledger.Integrity;
using DriftStream.Replay;
using DriftStream.Replay.Reports;
using DriftStream.Replay.Sources.History;

namespace DriftStream.Commands;

/// <summary>Options that mean the same on several verbs.</summary>
internal static class SharedOptions
{
    private const string ConfigName = "--config";

    /// <summary><c>--config</c>, on every verb.</summary>
    public static Option<string?> Config() => new(ConfigName)
    {
        Description = $"The configuration file [default: {ConfigurationLoader.DefaultFile} in the working folder, where there is one]",
        HelpName = "FILE",
        Recursive = true,
    };

    /// <summary><c>--state</c>, repeatable.</summary>
    public static Option<string[]> State() => Repeatable("--state", "STATE", "A state: a file, a folder, a glob, or an address that begins with s3, hcp, tfe, https or postgres, as docs/states.md tells; name=STATE names it (repeatable) [default: the configured states]");

    /// <summary>An option that may be given several times, with one value each.</summary>
    public static Option<string[]> Repeatable(string name, string valueName, string description) => new(name)
    {
        Description = description,
        HelpName = valueName,
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => [],
    };

    /// <summary><c>--output</c> with the formats of the verb, the default one first.</summary>
    public static Option<string> Output(params string[] formats) => new("--output")
    {
        Description = "How to print what was found",
        HelpName = string.Join('|', formats),
        DefaultValueFactory = _ => formats[0],
    };

    /// <summary>The chosen format.</summary>
    /// <exception cref="UsageException">The verb has no such format.</exception>
    public static string Format(ParseResult parsed, Option<string> output)
    {
        var formats = output.HelpName!.Split('|');
        var chosen = parsed.GetRequiredValue(output);
        return formats.Contains(chosen)
            ? chosen
            : throw new UsageException($"--output {TerminalText.Clean(chosen)} is not one of {string.Join(", ", formats)}.");
    }

    /// <summary>Loads a configuration that no start checks any more, so that all that its sections say is checked here, too.</summary>
    /// <exception cref="ConfigurationMistakesException">It cannot be used.</exception>
    public static LoadedConfiguration LoadChecked(string file, Surroundings around) => !File.Exists(Path.Combine(around.Folder, file))
        ? throw new ConfigurationMistakesException(["It is not there any more: put it back, or restart to go on without it."])
        : Checked(new ConfigurationLoader(ConfigurationSections.All, around.Folder, around.Environment) { AlsoWrong = ConfigurationSections.Mistakes }.Load(file));

    /// <summary>The same configuration, after its sections looked at themselves.</summary>
    /// <exception cref="ConfigurationMistakesException">It cannot be used.</exception>
    public static LoadedConfiguration Checked(LoadedConfiguration loaded)
    {
        var mistakes = ConfigurationSections.Mistakes(loaded.Values).ToList();
        return mistakes.Count == 0 ? loaded : throw new ConfigurationMistakesException(mistakes);
    }

    /// <summary>Prints findings in the chosen format.</summary>
    public static IFindingOutput FindingsAs(string format, Surroundings around) => FindingsAs(format, around, ShownZone.Utc);

    /// <summary>Prints findings in the chosen format, with times for people in the time zone.</summary>
    public static IFindingOutput FindingsAs(string format, Surroundings around, ShownZone zone) => format switch
    {
        "ndjson" => new NdjsonOutput(around.Out),
        "csv" => new CsvOutput(around.Out),
        _ => new TableOutput(around.OutConsole(), zone),
    };

    /// <summary>The moment that an option names; null where it is not given.</summary>
    /// <exception cref="UsageException">It is no moment.</exception>
    public static DateTimeOffset? Moment(ParseResult parsed, Option<string?> option, Surroundings around) => Moment(parsed, option, around, TimeZoneInfo.Utc);

    /// <summary>The moment that an option names; null where it is not given. What names no time zone is of the given one.</summary>
    /// <exception cref="UsageException">It is no moment.</exception>
    public static DateTimeOffset? Moment(ParseResult parsed, Option<string?> option, Surroundings around, TimeZoneInfo zone) => parsed.GetValue(option) is not { } text
        ? null
        : Configuration.Moment.Read(text, around.Time, zone)
            ?? throw new UsageException($"{option.Name} is '{TerminalText.Clean(text)}': write a moment such as 2026-03-02T14:00:00Z, a day such as 2026-03-02, or how long ago, such as 2d or 4h.");

    /// <summary>Refuses a span of time in which nothing can lie.</summary>
    /// <exception cref="UsageException">It is one.</exception>
    public static void RefuseEmptySpan(DateTimeOffset? since, DateTimeOffset? until)
    {
        if (since >= until)
        {
            throw new UsageException($"--since is {since:u} and --until is {until:u}: --until itself no longer counts, so no event could match. Give a later --until.");
        }
    }

    /// <summary>The accounts that an option names.</summary>
    /// <exception cref="UsageException">One of them is none.</exception>
    public static string[] Accounts(ParseResult parsed, Option<string[]> option)
    {
        var accounts = parsed.GetRequiredValue(option);
        return accounts.FirstOrDefault(a => !AccountName.IsId(a)) is { } wrong
            ? throw new UsageException($"{option.Name} is '{TerminalText.Clean(wrong)}': an account id has 12 digits, so no event could match.")
            : accounts;
    }

    /// <summary>The regions that an option names.</summary>
    /// <exception cref="UsageException">One of them is none.</exception>
    public static string[] Regions(ParseResult parsed, Option<string[]> option)
    {
        var regions = parsed.GetRequiredValue(option);
        return regions.FirstOrDefault(r => !HistoryAddress.IsRegion(r)) is { } wrong
            ? throw new UsageException($"{option.Name} is '{TerminalText.Clean(wrong)}': a region is called like eu-west-1, so no event could match.")
            : regions;
    }

    /// <summary>The least severity that an option names; the lowest where it was not given.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static Severity Least(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is not { } word ? Severity.Info
        : AuditWords.Severity(word) ?? throw new UsageException($"{option.Name} is '{TerminalText.Clean(word)}': it must be info, low, medium, high or critical.");

    /// <summary>Loads the configuration that <c>--config</c> and the surroundings name.</summary>
    public static LoadedConfiguration Load(ParseResult parsed, Surroundings around) =>
        new ConfigurationLoader(ConfigurationSections.All, around.Folder, around.Environment) { AlsoWrong = ConfigurationSections.Mistakes }.Load(parsed.GetValue<string?>(ConfigName));
}
