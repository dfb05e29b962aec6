using DriftStream.Configuration;
using DriftStream.Ledger.Engines;

namespace DriftStream.States.Sources.Postgres;

/// <summary>The table of Terraform's pg backend that an address names: <c>postgres://user@host/database?schema=NAME&amp;workspace=NAME</c>.</summary>
/// <param name="Database">The database.</param>
/// <param name="Schema">The schema, the backend's <c>schema_name</c>.</param>
/// <param name="Table">The table, the backend's <c>table_name</c>.</param>
/// <param name="Workspace">The one workspace that was asked for; null: all.</param>
/// <remarks>https://developer.hashicorp.com/terraform/language/backend/pg</remarks>
internal sealed record PostgresTable(PostgresAddress Database, string Schema, string Table, string? Workspace)
{
    private const string UsualSchema = "terraform_remote_state";
    private const string UsualTable = "states";

    /// <summary>Its name in a statement.</summary>
    public string Quoted => $"{Quote(Schema)}.{Quote(Table)}";

    /// <summary>Its name for people.</summary>
    public string Named => $"{Schema}.{Table}";

    /// <summary>Reads an address.</summary>
    /// <exception cref="UsageException">It is wrong.</exception>
    public static PostgresTable Parse(string target)
    {
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var (place, query) = question < 0 ? (target, "") : (target[..question], target[(question + 1)..]);
        var ours = new Dictionary<string, string>(StringComparer.Ordinal);
        var theirs = new List<string>();
        foreach (var setting in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (setting.Split('=', 2) is [("schema" or "table" or "workspace") and var key, { Length: > 0 } value])
            {
                ours[key] = Uri.UnescapeDataString(value);
            }
            else
            {
                theirs.Add(setting);
            }
        }

        var database = PostgresAddress.Read(theirs.Count == 0 ? place : $"{place}?{string.Join('&', theirs)}", "no state could be read", out var problem)
            ?? throw new UsageException($"The state '{target}' {problem}");
        return new(database, ours.GetValueOrDefault("schema", UsualSchema), ours.GetValueOrDefault("table", UsualTable), ours.GetValueOrDefault("workspace"));
    }

    /// <summary>The address of one workspace, which can be given as it is.</summary>
    public string PlaceOf(string workspace)
    {
        var schema = Schema == UsualSchema ? "" : $"schema={Uri.EscapeDataString(Schema)}&";
        var table = Table == UsualTable ? "" : $"table={Uri.EscapeDataString(Table)}&";
        return $"{Database.Place}?{schema}{table}workspace={Uri.EscapeDataString(workspace)}";
    }

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
