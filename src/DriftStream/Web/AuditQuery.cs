using System.Globalization;
using DriftStream.Core.Judging;
using DriftStream.Ledger.Integrity;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace DriftStream.Web;

/// <summary>What a request asks of the audit.</summary>
/// <param name="Filter">Which findings.</param>
/// <param name="Limit">How many at most.</param>
/// <param name="Problem">Why the request cannot be answered; null where it can.</param>
internal sealed record AuditQuery(FindingFilter Filter, int Limit, string? Problem)
{
    private const int UsualLimit = 100;
    private const int MostLimit = 1000;

    private static readonly IReadOnlyDictionary<string, string> Known = new Dictionary<string, string>
    {
        ["actor"] = "Name of the actor; * stands for anything. Repeatable",
        ["team"] = "The team of whoever did it, or the owner of the resource; * stands for anything. Repeatable",
        ["address"] = "Terraform's address; * stands for anything. Repeatable",
        ["attribute"] = "An attribute that was changed, or one above it; * stands for anything. Repeatable",
        ["type"] = "Terraform's type; * stands for anything. Repeatable",
        ["account"] = "Account id. Repeatable",
        ["region"] = "Region; * stands for anything. Repeatable",
        ["event"] = "Name of the event; * stands for anything. Repeatable",
        ["state"] = "Name of the state; * stands for anything. Repeatable",
        ["verdict"] = "One of the verdicts that findings have. Repeatable; by default those that are shown",
        ["severity"] = "The least severity",
        ["drift"] = "Id of a drift",
        ["since"] = "The first moment of events that counts, ISO 8601 or how long ago (2d, 4h)",
        ["until"] = "The first moment that no longer counts, ISO 8601",
        ["limit"] = "How many at most: 1 to 1000, 100 by default",
        ["cursor"] = "What \"next\" said on the page before",
    };

    /// <summary>Reads the query of a request.</summary>
    public static AuditQuery Read(IQueryCollection query, TimeProvider clock)
    {
        var problems = new List<string>();
        problems.AddRange(query.Keys.Where(key => !Known.ContainsKey(key)).Take(1).Select(key => $"{Shown(key)} is no filter. Known: {string.Join(", ", Known.Keys)}."));
        var filter = new FindingFilter
        {
            Actors = Texts("actor"),
            Addresses = Texts("address"),
            Teams = Texts("team"),
            Attributes = Texts("attribute"),
            Regions = Texts("region"),
            Events = Texts("event"),
            Types = Texts("type"),
            Accounts = Texts("account"),
            States = Texts("state"),
            Verdicts = [.. Texts("verdict").Select(word => Checked(AuditWords.Verdict(word), "verdict", word, $"one of {string.Join(", ", AuditWords.Verdicts)}"))],
            Least = Text("severity") is { } severity ? Checked(AuditWords.Severity(severity), "severity", severity, "one of info, low, medium, high, critical") : Severity.Info,
            Drift = Text("drift"),
            Since = Moment("since"),
            Until = Moment("until"),
            Before = Text("cursor") is { } cursor ? Checked(Number(cursor, long.MaxValue), "cursor", cursor, "what \"next\" said") : null,
        };
        var limit = Text("limit") is { } most ? (int)Checked(Number(most, MostLimit), "limit", most, $"a number from 1 to {MostLimit}") : UsualLimit;
        return new(filter, limit, problems.FirstOrDefault());

        IReadOnlyList<string> Texts(string name) => [.. query[name].OfType<string>().Where(text => text.Length > 0)];

        string? Text(string name) => Texts(name) is [.., var last] ? last : null;

        DateTimeOffset? Moment(string name) => Text(name) is { } text ? Checked(Configuration.Moment.Read(text, clock), name, text, "a moment such as 2026-03-02T14:00:00Z, or how long ago, such as 2d or 4h") : null;

        T Checked<T>(T? value, string name, string given, string expected)
            where T : struct
        {
            if (value is null)
            {
                problems.Add($"{name} is '{Shown(given)}': it must be {expected}.");
            }

            return value.GetValueOrDefault();
        }
    }

    /// <summary>The cursor of the page after a finding.</summary>
    public static string CursorOf(AuditFinding last) => last.Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Names the filters in the OpenAPI document.</summary>
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        operation.Parameters =
        [
            .. Known.Select(filter => new OpenApiParameter
            {
                Name = filter.Key,
                In = ParameterLocation.Query,
                Description = filter.Value,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            }),
        ];
        return Task.CompletedTask;
    }

    private static long? Number(string text, long most) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= most ? number : null;

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
