using System.Text.Json;
using Microsoft.Extensions.Configuration.Memory;

namespace DriftStream.Configuration;

/// <summary>What was configured, after all of it was checked.</summary>
/// <param name="Values">Everything, for options classes to bind to.</param>
/// <param name="Core">What every verb needs.</param>
/// <param name="File">The file it came from; null where there is none.</param>
internal sealed record LoadedConfiguration(IConfigurationRoot Values, CoreSettings Core, string? File);

/// <summary>Reads <c>driftstream.json</c> and the environment; the environment counts where both say something.</summary>
/// <param name="known">Every key that may be configured.</param>
/// <param name="folder">The working folder.</param>
/// <param name="environment">The environment variables.</param>
internal sealed class ConfigurationLoader(IReadOnlyList<KnownKey> known, string folder, IReadOnlyDictionary<string, string> environment)
{
    /// <summary>The file that is read where none is named.</summary>
    public const string DefaultFile = "driftstream.json";

    private const string Prefix = "DriftStream__";

    /// <summary>What the concerns themselves find wrong. They are asked here only where a start fails anyway, so that all mistakes are told together.</summary>
    public Func<IConfiguration, IEnumerable<string>> AlsoWrong { get; init; } = _ => [];

    /// <summary>Loads and checks the configuration.</summary>
    /// <param name="file">The file that the user named; null for <see cref="DefaultFile"/>, which may be absent.</param>
    /// <exception cref="ConfigurationMistakesException">It cannot be used; all mistakes are named.</exception>
    public LoadedConfiguration Load(string? file)
    {
        var mistakes = new List<string>();
        var path = Path.Combine(folder, file ?? DefaultFile);
        var exists = File.Exists(path);
        if (file is not null && !exists)
        {
            mistakes.Add($"--config names {TerminalText.Clean(file)}, and there is no such file: nothing of it would be in force.");
        }

        var builder = new ConfigurationBuilder();
        if (exists)
        {
            builder.AddConfiguration(ReadFile(path, file ?? DefaultFile, mistakes));
        }

        builder.Add(new MemoryConfigurationSource { InitialData = FromEnvironment() });
        var values = builder.Build();
        mistakes.AddRange(KeyCheck.Mistakes(values, known));
        builder.Add(new MemoryConfigurationSource { InitialData = SecretFiles.Read(values, known, folder, mistakes) });

        var core = new CoreSettingsReader(builder.Build(), mistakes).Read();
        return mistakes.Count == 0
            ? new(builder.Build(), core, exists ? path : null)
            : throw new ConfigurationMistakesException([.. mistakes, .. AlsoWrong(builder.Build()).Where(also => !IsTold(also, mistakes))]);
    }

    // Every sentence begins with its key.
    private static bool IsTold(string mistake, List<string> told) => told.Exists(known => Key(known) == Key(mistake));

    private static string Key(string mistake) => mistake.Split(' ')[0];

    private static IConfigurationRoot ReadFile(string path, string shown, List<string> mistakes)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return new ConfigurationBuilder().AddJsonStream(stream).Build();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            mistakes.Add($"{shown} cannot be read, so nothing of it would be in force: {unreadable.Message}");
        }
        catch (Exception broken) when (broken is FormatException or InvalidDataException or JsonException)
        {
            mistakes.Add($"{shown} is not usable JSON, so nothing of it would be in force: {Words(Innermost(broken))}");
        }

        return new ConfigurationBuilder().Build();
    }

    // The message of the reader ends with the place as a program writes it.
    private static string Words(Exception broken) => broken is JsonException { LineNumber: { } line, BytePositionInLine: { } position } json
        ? $"line {line + 1}, byte {position + 1}: {json.Message.Split(" LineNumber:")[0]}"
        : broken.Message;

    private static Exception Innermost(Exception exception) => exception.InnerException is null ? exception : Innermost(exception.InnerException);

    private IEnumerable<KeyValuePair<string, string?>> FromEnvironment() => environment
        .Where(variable => variable.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        .Select(variable => KeyValuePair.Create(variable.Key[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal), (string?)variable.Value));
}
