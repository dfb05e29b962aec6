using System.Net.Http.Headers;
using DriftStream.Network;
using DriftStream.Telemetry;

namespace DriftStream.Commands.Checking;

/// <summary>What is trusted, through which proxy, and whether a collector of telemetry answers.</summary>
internal sealed class NetworkChecks(CheckContext context)
{
    private static readonly string[] Proxies = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

    public async Task<IReadOnlyList<CheckLine>> LookAsync(CancellationToken cancellation) => [.. Trust(), .. Proxy(), .. await TelemetryAsync(cancellation)];

    private IEnumerable<CheckLine> Trust()
    {
        var network = context.Section<NetworkOptions>(NetworkOptions.Section);
        network.Folder = context.Around.Folder;
        foreach (var certificate in network.Certificates())
        {
            var ends = new DateTimeOffset(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);
            yield return ends < context.Around.Time.GetUtcNow()
                ? CheckLine.Failed("extra CA", $"{certificate.Subject} ended on {ends:yyyy-MM-dd}", "Put the CA's present certificate into the file of Network:ExtraCa.")
                : CheckLine.Ok("extra CA", $"{certificate.Subject} is trusted until {ends:yyyy-MM-dd}");
        }
    }

    // A proxy's address may carry a password.
    private IEnumerable<CheckLine> Proxy() => Proxies
        .Where(name => context.Around.Environment.GetValueOrDefault(name) is { Length: > 0 })
        .Take(1)
        .Select(name => CheckLine.Ok("proxy", $"{name} is set; {(context.Around.Environment.ContainsKey("NO_PROXY") || context.Around.Environment.ContainsKey("no_proxy") ? "NO_PROXY makes exceptions" : "NO_PROXY makes no exceptions")}"));

    private async Task<IReadOnlyList<CheckLine>> TelemetryAsync(CancellationToken cancellation)
    {
        var options = context.Section<TelemetryOptions>(TelemetryOptions.Section);
        if (options.Otlp is not { } collector)
        {
            return [];
        }

        try
        {
            using var client = new HttpClient(context.Http.Handler());
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{collector.AbsoluteUri.TrimEnd('/')}/v1/traces") { Content = new ByteArrayContent([]) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
            foreach (var header in (options.OtlpHeaders?.Reveal() ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                request.Headers.TryAddWithoutValidation(header.Split('=')[0].Trim(), header[(header.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim());
            }

            using var answer = await client.SendAsync(request, cancellation);
            return answer.IsSuccessStatusCode
                ? [CheckLine.Ok("telemetry", $"the collector at {collector.Host} takes OTLP")]
                : [CheckLine.Failed("telemetry", $"the collector at {collector.Host} answers {(int)answer.StatusCode}", "Check Telemetry:Otlp (OTLP over HTTP, usually port 4318) and Telemetry:OtlpHeaders.")];
        }
        catch (HttpRequestException failure)
        {
            return [CheckLine.Failed("telemetry", $"the collector at {collector.Host} cannot be reached: {OutgoingFault.Words(failure)}", "Check Telemetry:Otlp; without the collector the service works, and nobody sees its metrics.")];
        }
    }
}
