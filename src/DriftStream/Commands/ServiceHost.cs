using DriftStream.Configuration;

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

        builder.Logging
            .AddSimpleConsole(options => options.SingleLine = true)
            .SetMinimumLevel(around.Debug ? LogLevel.Debug : LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning);

        // Data goes to standard output; logs never do.
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
