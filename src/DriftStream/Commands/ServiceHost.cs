using DriftStream.Configuration;
using Microsoft.Extensions.Logging.Console;

namespace DriftStream.Commands;

/// <summary>Puts the service together.</summary>
internal static class ServiceHost
{
    private const string DefaultListen = "http://127.0.0.1:5080";

    /// <summary>The service, ready to be started.</summary>
    public static WebApplication Build(LoadedConfiguration configuration, Surroundings around)
    {
        // The empty builder, because the usual one would also read appsettings.json and every environment variable.
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "driftstream", ContentRootPath = around.Folder });
        builder.Configuration.AddConfiguration(configuration.Values);
        AddFoundations(builder, around);
        builder.Services
            .AddSingleton(configuration.Core);

        var app = builder.Build();
        app.Urls.Add(configuration.Values["Http:Listen"] ?? DefaultListen);
        app.MapGet("/healthz", () => Results.Ok());
        return app;
    }

    private static void AddFoundations(WebApplicationBuilder builder, Surroundings around)
    {
        builder.WebHost.UseKestrelCore();
        builder.Services
            .AddRoutingCore()
            .AddSingleton(around.Time)
            .Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);

        AddLogs(builder, around);
    }

    // Data goes to standard output; logs never do.
    private static void AddLogs(WebApplicationBuilder builder, Surroundings around)
    {
        builder.Services.AddSingleton<ConsoleFormatter>(new LogLine(around.Time, around.Debug ? LogDetail.Everything : LogDetail.Message));
        builder.Logging
            .AddConsole(options =>
            {
                options.FormatterName = nameof(LogLine);
                options.LogToStandardErrorThreshold = LogLevel.Trace;
            })
            .SetMinimumLevel(around.Debug ? LogLevel.Debug : LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)
            // A failed start is told by whoever ends the program, once.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }
}
