using DriftStream.Telemetry;
using DriftStream.Web.Drifts;
using DriftStream.Web.Hooks;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace DriftStream.Web;

/// <summary>The web part of the program: page, live streams, intake, readiness.</summary>
internal static class WebRegistration
{
    /// <summary>Registers it. <see cref="LiveSource"/> and <see cref="Ingest.TakeMessage"/> are for others to register.</summary>
    public static IServiceCollection AddWeb(this IServiceCollection services)
    {
        services.AddOptions<HttpOptions>().BindConfiguration(HttpOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HttpOptions>, HttpOptions.Validator>();
        services.AddOptions<GitLabOptions>().BindConfiguration(GitLabOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GitLabOptions>, GitLabOptions.Validator>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, Listening>();
        services.AddSignals();
        services.AddSingleton<Access>();
        services.AddOptions<HcpOptions>().BindConfiguration(HcpOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HcpOptions>, HcpOptions.Validator>();
        services.AddSingleton<HcpSignature>();
        services.TryAddSingleton(CatchUps.None);
        services.AddSingleton<PageReader>();
        services.AddSingleton<PageRenderer>();
        services.AddRouting();
        services.AddSingleton<IProblemDetailsWriter, RefusalPage>();
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = ErrorWords.Complete);
        services.AddExceptionHandler<LedgerRefusal>();
        services.AddExceptionHandler<RequestRefusal>();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new MomentConverter()));
        services.AddOpenApi(ApiDescription.Describe);
        return services;
    }

    /// <summary>Maps it, outermost first.</summary>
    public static WebApplication MapWeb(this WebApplication app)
    {
        app.Use(SecurityHeaders.AddAsync);
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseMiddleware<RequestGuard>();
        app.Use(HeadRequests.AskAsGetAsync);
        app.UseRouting();
        app.Use(HeadRequests.AnswerAsync);
        app.MapPageFiles();
        app.MapBrowserPages();
        app.MapDriftStory();
        app.MapDigestPage();
        app.MapEventIntake();
        app.MapCatchUp();
        app.MapEventAudit();
        app.MapFindingStream();
        app.MapDrifts();
        app.MapDeadAlerts();
        app.MapReadiness();
        app.MapOpenApi();
        return app;
    }
}
