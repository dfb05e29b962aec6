using DriftStream.Network;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace DriftStream.Telemetry;

/// <summary>Registers signals, and their export where somebody wants them.</summary>
internal static class TelemetryRegistration
{
    // A collector that does not answer must not hold up the end of the service.
    private static readonly TimeSpan ExportLimit = TimeSpan.FromSeconds(5);

    private const string Traces = "traces";
    private const string Metrics = "metrics";

    /// <summary>Adds the signals; harmless where they were added before.</summary>
    public static IServiceCollection AddSignals(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Signals>();
        return services;
    }

    /// <summary>Adds the export over OTLP, where it is configured. Gauges need a <see cref="ReadHealth"/>.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfigurationManager configuration, IReadOnlyDictionary<string, string> environment)
    {
        services.AddSignals().AddNetwork();
        services.AddOptions<TelemetryOptions>().BindConfiguration(TelemetryOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TelemetryOptions>, TelemetryOptions.Validator>());
        var options = configuration.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>() ?? new();
        var target = new OtlpTarget(options, environment);
        if (!target.IsOn)
        {
            return services;
        }

        configuration.AddInMemoryCollection(target.Variables);
        Connect(services, target, Traces, "v1/traces");
        Connect(services, target, Metrics, "v1/metrics");
        services.AddHostedService<HealthGauges>();
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("driftstream", serviceVersion: typeof(Signals).Assembly.GetName().Version?.ToString(3)).AddEnvironmentVariableDetector())
            .WithTracing(tracing => tracing.AddSource(Signals.Name).AddOtlpExporter(Traces, null))
            .WithMetrics(metrics => metrics.AddMeter(Signals.Name, "System.Runtime").AddOtlpExporter(Metrics, (_, reader) =>
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.Interval.TotalMilliseconds));
        return services;
    }

    private static void Connect(IServiceCollection services, OtlpTarget target, string name, string path) => services
        .AddOptions<OtlpExporterOptions>(name)
        .Configure<OutgoingHttp>((exporter, http) => target.Apply(exporter, path, () => new(http.Handler()) { Timeout = ExportLimit }));
}
