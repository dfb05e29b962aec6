using DriftStream.Configuration;
using Microsoft.Extensions.Options;

namespace DriftStream.Telemetry;

/// <summary>Settings under <c>Telemetry</c>. Without them, and without OTEL_EXPORTER_OTLP_ENDPOINT, nothing is measured or sent.</summary>
internal sealed class TelemetryOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Telemetry";

    /// <summary>Where an OpenTelemetry collector listens for OTLP over HTTP, e.g. <c>http://127.0.0.1:4318</c>.</summary>
    public Uri? Otlp { get; set; }

    /// <summary>Headers for the collector, as <c>name=value,name=value</c>, or <c>file:</c> and a path. A secret.</summary>
    public Secret? OtlpHeaders { get; set; }

    /// <summary>How often metrics are sent.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Reports every mistake at once; each names its key, its value (the headers' never) and what would go wrong.</summary>
    internal sealed class Validator : IValidateOptions<TelemetryOptions>
    {
        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, TelemetryOptions options)
        {
            var result = new ValidateOptionsResultBuilder();
            if (options.Otlp is { } address && (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https")))
            {
                result.AddError($"{Section}:Otlp ({address}) is not the address of a collector such as http://127.0.0.1:4318: no metric and no trace would arrive.");
            }

            if (options.OtlpHeaders is { } headers && !headers.Reveal().Split(',').All(pair => pair.IndexOf('=', StringComparison.Ordinal) > 0))
            {
                result.AddError($"{Section}:OtlpHeaders is not a list of name=value (its value is not shown, as it is a secret): the collector would refuse what is sent.");
            }

            if (options.Interval < TimeSpan.FromSeconds(1) || options.Interval > TimeSpan.FromHours(1))
            {
                result.AddError($"{Section}:Interval ({options.Interval}) is not between 1 second and 1 hour: metrics would flood the collector, or come too late to be of use.");
            }

            return result.Build();
        }
    }
}
