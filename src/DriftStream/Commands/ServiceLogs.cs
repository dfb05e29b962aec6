using DriftStream.Configuration;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace DriftStream.Commands;

/// <summary>Where the service's log goes: standard error, as lines or as JSON. Data goes to standard output; logs never do.</summary>
internal static class ServiceLogs
{
    /// <summary>Adds the log.</summary>
    /// <param name="builder">The service.</param>
    /// <param name="around">The surroundings.</param>
    /// <param name="otherwise">The level where <c>Log:Level</c> says nothing.</param>
    public static void Add(WebApplicationBuilder builder, Surroundings around, LogLevel otherwise)
    {
        var settings = builder.Configuration.GetSection(LogOptions.Section).Get<LogOptions>() ?? new();
        var detail = around.Debug ? LogDetail.Everything : LogDetail.Message;
        builder.Services.AddSingleton<ConsoleFormatter>(settings.Format == LogFormat.Json ? new LogJson(around.Time, detail) : new LogLine(around.Time, detail));
        builder.Logging
            .AddConsole(options =>
            {
                options.FormatterName = settings.Format == LogFormat.Json ? nameof(LogJson) : nameof(LogLine);
                options.LogToStandardErrorThreshold = LogLevel.Trace;
            })
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("OpenTelemetry", LogLevel.Warning)
            // A failed start is told by whoever ends the program, once.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        AddLevel(builder, around, otherwise);
    }

    // Asked again whenever the configuration is read again.
    private static void AddLevel(WebApplicationBuilder builder, Surroundings around, LogLevel otherwise)
    {
        IConfiguration values = builder.Configuration;
        builder.Services.Configure<LoggerFilterOptions>(options => options.MinLevel =
            around.Debug ? LogLevel.Debug : values.GetValue<LogLevel?>($"{LogOptions.Section}:{nameof(LogOptions.Level)}") ?? otherwise);
        builder.Services.AddSingleton<IOptionsChangeTokenSource<LoggerFilterOptions>>(new ConfigurationChangeTokenSource<LoggerFilterOptions>(values));
    }
}
