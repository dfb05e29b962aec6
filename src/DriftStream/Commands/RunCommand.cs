using System.CommandLine;
using DriftStream.Web;
using Microsoft.Extensions.Options;

namespace DriftStream.Commands;

/// <summary><c>run</c>: the service.</summary>
internal static class RunCommand
{
    public static Command Create(Surroundings around)
    {
        var verb = new Verb(
            "run",
            "Runs the service: takes events from the queue, judges them, keeps the ledger, alerts, and serves dashboard and API.",
            "driftstream run --config /etc/driftstream.json",
            "DriftStream__Queue__Url=https://sqs.eu-west-1.amazonaws.com/111122223333/driftstream driftstream run");

        verb.SetAction((parsed, cancellation) => RunAsync(parsed, around, cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Surroundings around, CancellationToken cancellation)
    {
        var configuration = SharedOptions.Checked(SharedOptions.Load(parsed, around));
        await using var app = ServiceHost.Build(configuration, around);
        foreach (var line in MissingSettings.Lines(configuration))
        {
            await around.Error.WriteLineAsync(line);
        }

        await StartAsync(app, cancellation);
        await around.Error.WriteLineAsync($"Listening on {string.Join(", ", app.Urls)}");
        await app.WaitForShutdownAsync(cancellation);
        return ExitCode.Done;
    }

    private static async Task StartAsync(WebApplication app, CancellationToken cancellation)
    {
        var http = app.Services.GetRequiredService<IOptions<HttpOptions>>();
        var isStarted = false;

        // The host does this as well, and cannot be stopped after it has failed there.
        app.Services.GetService<IStartupValidator>()?.Validate();
        try
        {
            await app.StartAsync(cancellation);
            isStarted = true;
        }
        catch (Exception failure) when (Listening.Explain(failure, http.Value) is { } sentence)
        {
            throw new FailureException(sentence);
        }
        finally
        {
            if (!isStarted)
            {
                // Parts that were started before the one that failed finish what they have begun.
                await app.StopAsync(CancellationToken.None);
            }
        }
    }
}
