using OpenTelemetry.Exporter;

namespace DriftStream.Telemetry;

/// <summary>Where metrics and traces go: <c>Telemetry:Otlp</c>, or what OpenTelemetry's own variables say.</summary>
internal sealed record OtlpTarget(TelemetryOptions Options, IReadOnlyDictionary<string, string> Environment)
{
    private const string Prefix = "OTEL_";
    private static readonly string[] Endpoints = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    /// <summary>Whether anybody is to be told at all.</summary>
    public bool IsOn => !IsSwitchedOff && (Options.Otlp is not null || Array.Exists(Endpoints, Environment.ContainsKey));

    /// <summary>OpenTelemetry's variables, which its SDK looks for among the configuration.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Variables =>
        Environment.Where(v => v.Key.StartsWith(Prefix, StringComparison.Ordinal)).Select(v => KeyValuePair.Create(v.Key, (string?)v.Value));

    private bool IsSwitchedOff => string.Equals(Environment.GetValueOrDefault("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Sets an exporter for one kind of signal up; what the user says in DriftStream's own keys comes first.</summary>
    public void Apply(OtlpExporterOptions exporter, string path, Func<HttpClient> connect)
    {
        exporter.HttpClientFactory = connect;
        if (!Environment.ContainsKey("OTEL_EXPORTER_OTLP_PROTOCOL"))
        {
            exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        }

        if (Options.Otlp is { } address)
        {
            exporter.Endpoint = exporter.Protocol == OtlpExportProtocol.HttpProtobuf ? new Uri($"{address.AbsoluteUri.TrimEnd('/')}/{path}") : address;
        }

        if (Options.OtlpHeaders is { } headers)
        {
            exporter.Headers = headers.Reveal();
        }
    }
}
