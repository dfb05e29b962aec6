using System.Diagnostics;
using System.Runtime.CompilerServices;
using DriftStream.Tests.LocalAws;
using Xunit;

namespace DriftStream.EndToEnd;

/// <summary>A script of the folder <c>fauxqs</c>, run by node.</summary>
internal sealed class QueueNode : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Observed<string> _output = new();

    private QueueNode(string script, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("node", [script, .. arguments])
        {
            WorkingDirectory = Folder(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["AWS_ACCESS_KEY_ID"] = LocalAwsServer.AccessKey,
                ["AWS_SECRET_ACCESS_KEY"] = LocalAwsServer.Secret,
                ["AWS_REGION"] = LocalAwsServer.Region,
                ["NODE_NO_WARNINGS"] = "1",
            },
        };
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => _output.Add(line.Data ?? "(end of output)");
        _process.ErrorDataReceived += (_, line) => _output.Add(line.Data ?? "(end of errors)");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts a script; skips the test where node or the packages are missing.</summary>
    public static QueueNode Start(string script, params IEnumerable<string> arguments)
    {
        Assert.SkipUnless(IsNodeInstalled(), "node is not installed: it runs the second SQS server and AWS's own client.");
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(Folder(), "node_modules")),
            "The node packages are not installed: run 'npm ci' in tests/DriftStream.EndToEnd/fauxqs.");
        return new QueueNode(script, arguments);
    }

    /// <summary>The rest of the first line that starts so, once it is written.</summary>
    public async Task<string> LineAsync(string prefix) =>
        (await _output.FirstAsync(line => line.StartsWith(prefix, StringComparison.Ordinal)))[prefix.Length..].Trim();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here) ?? ".", "fauxqs");

    private static bool IsNodeInstalled() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node")));
}
