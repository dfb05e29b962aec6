using System.Net;
using System.Net.Sockets;
using DriftStream.Ingest;
using DriftStream.Web;

namespace DriftStream.Commands.Checking;

/// <summary>Whether pages and API can be served where they should, and how long a stop may take.</summary>
internal sealed class ServerChecks(CheckContext context)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // For what is left to do after the queue has drained.
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(10);

    public async Task<IReadOnlyList<CheckLine>> LookAsync(CancellationToken cancellation)
    {
        var http = context.Section<HttpOptions>(HttpOptions.Section);
        return [await ListenAsync(http, cancellation), Key(http), Stop(context.Section<QueueOptions>(QueueOptions.Section))];
    }

    private async Task<CheckLine> ListenAsync(HttpOptions http, CancellationToken cancellation)
    {
        using var trial = new TcpListener(http.Endpoint() ?? new IPEndPoint(IPAddress.Loopback, 0));
        try
        {
            trial.Start();
            return CheckLine.Ok("http", $"{http.Listen} can be listened on");
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return await IsOursAsync(http.Listen, cancellation)
                ? CheckLine.Ok("http", $"a DriftStream listens on {http.Listen} already")
                : CheckLine.Failed("http", $"port {http.Listen.Port} is taken by another program", "Stop that program, or set Http:Listen to another port.");
        }
        catch (SocketException refused)
        {
            return CheckLine.Failed("http", $"{http.Listen} cannot be listened on: {refused.Message}", "Set Http:Listen to an address of this machine and a port above 1023.");
        }
    }

    private async Task<bool> IsOursAsync(Uri listen, CancellationToken cancellation)
    {
        try
        {
            using var client = new HttpClient(context.Http.Handler()) { Timeout = Patience };
            return await client.GetStringAsync(new Uri(listen, "/healthz"), cancellation) == "alive\n";
        }
        catch (Exception silent) when (silent is HttpRequestException || (silent is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }

    private static CheckLine Key(HttpOptions http) => http switch
    {
        { ApiKey: null } => CheckLine.Ok("key", "none, so only this machine is served"),
        { PublicUrl: null } => CheckLine.Warning("key", "set, but Http:PublicUrl is not, so links in alerts lead nowhere", "Set Http:PublicUrl to the address under which others reach the pages."),
        _ => CheckLine.Ok("key", $"set; others reach the pages at {http.PublicUrl}"),
    };

    private static CheckLine Stop(QueueOptions queue) => queue.DrainLimit + Reserve <= ServiceHost.ShutdownLimit
        ? CheckLine.Ok("limits", $"a stop takes up to {ServiceHost.ShutdownLimit.TotalSeconds:0} s; let systemd or Kubernetes wait longer than that before it kills")
        : CheckLine.Warning(
            "limits",
            $"Queue:DrainLimit ({queue.DrainLimit}) leaves no time for the rest of a stop, which ends after {ServiceHost.ShutdownLimit.TotalSeconds:0} s",
            $"Set Queue:DrainLimit to {ServiceHost.ShutdownLimit - Reserve} or less: else messages that were finished may not be deleted in time, and come again.");
}
