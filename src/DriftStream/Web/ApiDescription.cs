using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace DriftStream.Web;

/// <summary>What the OpenAPI document says beyond its calls.</summary>
internal static class ApiDescription
{
    private const string Scheme = "key";

    public static void Describe(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new OpenApiInfo
        {
            Title = "DriftStream",
            Version = "v1",
            Description = "Takes CloudTrail events and tells who changed what that Terraform manages. Errors are RFC 9457 problem details.",
        };
        document.Servers?.Clear();
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "The key under Http:ApiKey. Where none is configured, requests from the same machine need none.",
            },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        return Task.CompletedTask;
    });

    /// <summary>Describes a body of JSON without asking for a content type, which curl and many senders do not set.</summary>
    public static Task TakesAnyJson(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Description = "One record, {\"Records\":[…]}, EventBridge envelopes, SQS or SNS wrappers around them, or lines of any of these.",
            Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new OpenApiMediaType() },
        };
        return Task.CompletedTask;
    }
}
