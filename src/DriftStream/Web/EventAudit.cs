using System.Text;
using System.Text.Json;
using DriftStream.Core.Values;
using DriftStream.Ledger;
using DriftStream.Ledger.Audits;
using DriftStream.Ledger.Integrity;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace DriftStream.Web;

/// <summary>The audit over HTTP: who caused what, and why an event was judged as it was.</summary>
internal static class EventAudit
{
    private const string Json = "application/json";

    public static void MapEventAudit(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/v1/events", List)
            .RequireAccess()
            .WithName("listEvents")
            .WithSummary("Findings that the ledger holds, the last recorded first. \"next\" is the cursor of the next page, null on the last one")
            .AddOpenApiOperationTransformer(AuditQuery.Describe)
            .Produces<string>(StatusCodes.Status200OK, Json)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        endpoints.MapGet("/api/v1/events/{id}", Show)
            .RequireAccess()
            .WithName("showEvent")
            .WithSummary("All that the ledger holds about a recorded event: its record, its findings, the states it was compared with, its row of the audit chain, and how it is judged again now")
            .Produces<string>(StatusCodes.Status200OK, Json)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        endpoints.MapGet("/api/v1/events/{id}/explain", Explain)
            .RequireAccess()
            .WithName("explainEvent")
            .WithSummary("Every step from a recorded event to its verdict, judged again with the states of now")
            .Produces<string>(StatusCodes.Status200OK, Json)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static Results<ContentHttpResult, ProblemHttpResult> List(HttpContext context, [FromServices] AuditQueries audit, [FromServices] TimeProvider clock)
    {
        var asked = AuditQuery.Read(context.Request.Query, clock);
        if (asked.Problem is { } problem)
        {
            return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest, title: "Unusable filter");
        }

        // One more than asked for tells whether there is a next page.
        var found = audit.Newest(asked.Filter, asked.Limit + 1);
        return TypedResults.Text(Page([.. found.Take(asked.Limit)], found.Count > asked.Limit), Json);
    }

    private static Results<ContentHttpResult, ProblemHttpResult> Show(string id, [FromServices] EvidenceQueries evidence, [FromServices] ExplainKept explain) => evidence.Find(id) is { } found
        ? TypedResults.Text(DossierJson.Line(found, found.Kept.Record is null ? null : explain(found.Kept)), Json)
        : NotThere();

    private static ProblemHttpResult NotThere() => TypedResults.Problem("The ledger holds no event of that id.", statusCode: StatusCodes.Status404NotFound, title: "No such event");

    private static Results<ContentHttpResult, ProblemHttpResult> Explain(string id, [FromServices] LedgerQueries ledger, [FromServices] ExplainKept explain) => ledger.FindEvent(id) switch
    {
        null => NotThere(),
        { Record: null } kept => TypedResults.Problem(
            $"The event was judged as {kept.Verdicts} and no record of it was kept, as it concerned nothing that a state holds. Give it as a file to: driftstream explain",
            statusCode: StatusCodes.Status404NotFound,
            title: "Record not kept"),
        var kept => TypedResults.Text(explain(kept), Json),
    };

    private static string Page(List<AuditFinding> findings, bool hasMore)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, ValueWriter.Options))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("events");
            foreach (var finding in findings)
            {
                writer.WriteRawValue(finding.Json);
            }

            writer.WriteEndArray();
            writer.WriteString("next", hasMore ? AuditQuery.CursorOf(findings[^1]) : null);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
