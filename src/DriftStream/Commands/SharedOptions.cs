using System.CommandLine;
using DriftStream.Configuration;

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
    public static Option<string[]> State() => Repeatable("--state", "STATE", "A state: file, folder or glob; name=STATE names it (repeatable) [default: the configured states]");

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
    public static LoadedConfiguration LoadChecked(string file, Surroundings around) =>
        Checked(new ConfigurationLoader(ConfigurationSections.All, around.Folder, around.Environment) { AlsoWrong = ConfigurationSections.Mistakes }.Load(file));

    /// <summary>The same configuration, after its sections looked at themselves.</summary>
    /// <exception cref="ConfigurationMistakesException">It cannot be used.</exception>
    public static LoadedConfiguration Checked(LoadedConfiguration loaded)
    {
        var mistakes = ConfigurationSections.Mistakes(loaded.Values).ToList();
        return mistakes.Count == 0 ? loaded : throw new ConfigurationMistakesException(mistakes);
    }

    /// <summary>Loads the configuration that <c>--config</c> and the surroundings name.</summary>
    public static LoadedConfiguration Load(ParseResult parsed, Surroundings around) =>
        new ConfigurationLoader(ConfigurationSections.All, around.Folder, around.Environment) { AlsoWrong = ConfigurationSections.Mistakes }.Load(parsed.GetValue<string?>(ConfigName));
}
