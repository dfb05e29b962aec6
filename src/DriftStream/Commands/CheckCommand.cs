using System.CommandLine;
using DriftStream.Commands.Checking;

namespace DriftStream.Commands;

/// <summary><c>check</c>: holds the configuration against the real world.</summary>
internal sealed class CheckCommand(Surroundings around, ProgramParts parts)
{
    private readonly Option<bool> _send = new("--send") { Description = "Post a test message to every place that alerts go to" };
    private readonly Option<string> _output = SharedOptions.Output("text", "json");

    public static Command Create(Surroundings around, ProgramParts parts)
    {
        var command = new CheckCommand(around, parts);
        var verb = new Verb(
            "check",
            "Tests the configuration against the real world: credentials, queue, states, alerts, ledger, network; each with a remedy. Changes nothing.",
            "driftstream check --config /etc/driftstream.json --send",
            "driftstream check --output json")
        {
            command._send,
            command._output,
        };

        verb.SetAction(command.RunAsync);
        return verb;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var format = SharedOptions.Format(parsed, _output);
        var configuration = SharedOptions.Checked(SharedOptions.Load(parsed, around));
        var send = parsed.GetValue(_send) ? TestMessages.Posted : TestMessages.None;
        var lines = await CheckRun.AllAsync(CheckContext.Of(configuration, around, parts), send, cancellation);
        await around.Out.WriteAsync(format == "json" ? $"{CheckJson.Of(lines)}\n" : CheckText.Of(lines));
        return lines.Any(line => line.Result == CheckResult.Failed) ? ExitCode.Failed : ExitCode.Done;
    }
}
