namespace DriftStream.Configuration;

/// <summary>Reads the configuration anew, checks all of it, and throws where it cannot be used.</summary>
/// <exception cref="ConfigurationMistakesException">It cannot be used.</exception>
internal delegate LoadedConfiguration ReadConfiguration();

/// <summary>Looks at the configuration file every few seconds, and puts what it says in force where that is safe while the service runs.</summary>
internal sealed partial class SettingsRefresh(
    SettingsFile file, CurrentSettings settings, LiveValues values, TimeProvider clock, ILogger<SettingsRefresh> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly IReadOnlyDictionary<string, string?> _started = values.Values;
    private string _mark = FileMark.Of(file.Path);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Refresh();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end. Where another part failed to start, the host would report it as this one's failure.
            return;
        }
    }

    private void Refresh()
    {
        var mark = FileMark.Of(file.Path);
        if (mark == _mark)
        {
            return;
        }

        _mark = mark;
        try
        {
            Apply(file.Read());
        }
        catch (ConfigurationMistakesException broken)
        {
            var sentence = $"{file.Shown} cannot be used, so the settings from before stay in force: {string.Join(' ', broken.Mistakes)}";
            settings.Note(settings.Health with { Problem = sentence });
            Broken(sentence);
        }
    }

    private void Apply(LoadedConfiguration read)
    {
        var inForce = values.Values;
        var fresh = SettingsReload.Between(settings.Core, inForce, read);
        settings.Swap(fresh.Core);
        values.Swap(fresh.Values);
        settings.Note(new(null, SettingsReload.Between(fresh.Core, _started, read).AwaitRestart));
        Read(file.Shown, fresh.InForce.Count == 0 ? "nothing that counts at once is different" : $"now in force: {string.Join(", ", fresh.InForce)}");
        if (settings.Health.AwaitRestart is [_, ..] keys)
        {
            NeedsRestart(string.Join(", ", keys), file.Shown);
        }
    }

    [LoggerMessage(1500, LogLevel.Information, "{File} was read again; {Difference}")]
    private partial void Read(string file, string difference);

    [LoggerMessage(1501, LogLevel.Warning, "{Keys} changed in {File} and will count after a restart")]
    private partial void NeedsRestart(string keys, string file);

    [LoggerMessage(1502, LogLevel.Warning, "{Problem}")]
    private partial void Broken(string problem);
}

/// <summary>The configuration file that is looked at.</summary>
/// <param name="Path">Where it is, or would be.</param>
/// <param name="Shown">What to call it.</param>
/// <param name="Read">Reads it, with all that stands above it in the environment.</param>
internal sealed record SettingsFile(string Path, string Shown, ReadConfiguration Read);
