using System.Diagnostics;
using System.Globalization;
using DriftStream.Tests.LocalAws;
using Shouldly;

namespace DriftStream.EndToEnd;

/// <summary>The built program in a process of its own, as an operator runs it.</summary>
internal sealed class ProgramProcess : IAsyncDisposable
{
    private const string Listening = "Listening on ";
    private readonly Process _process;
    private readonly Observed<string> _errors = new();

    private ProgramProcess(string folder, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "driftstream.dll"), "run"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, line) => _errors.Add(line.Data ?? "(end of errors)");
        _process.Start();
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts it and waits until it reads the queue.</summary>
    public static async Task<ProgramProcess> StartAsync(string folder, IReadOnlyDictionary<string, string> settings)
    {
        var program = new ProgramProcess(folder, settings);
        var line = await program._errors.FirstAsync(line => line.Contains("[1000] Reading", StringComparison.Ordinal) || line == "(end of errors)");
        line.ShouldContain("Reading", customMessage: string.Join('\n', program._errors.All));
        return program;
    }

    /// <summary>Starts it and waits until it takes events over HTTP.</summary>
    public static async Task<ProgramProcess> ListeningAsync(string folder, IReadOnlyDictionary<string, string> settings)
    {
        var program = new ProgramProcess(folder, settings);
        var line = await program._errors.FirstAsync(line => line.StartsWith(Listening, StringComparison.Ordinal) || line == "(end of errors)");
        line.ShouldStartWith(Listening, customMessage: string.Join('\n', program._errors.All));
        return program;
    }

    /// <summary>Where it takes events.</summary>
    public Uri Address => new(_errors.All.First(line => line.StartsWith(Listening, StringComparison.Ordinal))[Listening.Length..]);

    /// <summary>The first line of its log that has this in it, once it is written.</summary>
    public Task<string> LineAsync(string part) => _errors.FirstAsync(line => line.Contains(part, StringComparison.Ordinal));

    /// <summary>Everything it wrote to standard error.</summary>
    public string Errors => string.Join('\n', _errors.All);

    /// <summary>SIGKILL: it learns nothing of it.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM: it may finish what it does.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }
}
