using System.Globalization;
using Npgsql;

namespace DriftStream.Ledger.Engines;

/// <summary>A PostgreSQL database as <c>postgres://user[:password]@host[:port]/database[?sslmode=…]</c> names it.</summary>
internal sealed class PostgresAddress
{
    private const int UsualPort = 5432;
    private const string Example = "Use postgres://user@host/database, with blanks, '@', ':' and '/' in names and passwords as %20, %40, %3A and %2F.";
    private readonly NpgsqlConnectionStringBuilder _parts;

    private PostgresAddress(NpgsqlConnectionStringBuilder parts) => _parts = parts;

    /// <summary>The address for people, without the password.</summary>
    public string Place =>
        $"postgres://{(_parts.Username is { } user ? user + "@" : "")}{_parts.Host}{(_parts.Port == UsualPort ? "" : $":{_parts.Port.ToString(CultureInfo.InvariantCulture)}")}/{_parts.Database}";

    /// <summary>Whether the address itself carries a password.</summary>
    public bool HasPassword => _parts.Password is not null;

    /// <summary>Whether a ledger's url means PostgreSQL.</summary>
    public static bool IsMeant(string url) =>
        url.StartsWith("postgres:", StringComparison.OrdinalIgnoreCase) || url.StartsWith("postgresql:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a url.</summary>
    /// <param name="url">The url.</param>
    /// <param name="problem">What is wrong with it, to follow the key's name, never with its password; null where nothing is.</param>
    /// <returns>The address; null where the url is wrong.</returns>
    public static PostgresAddress? Read(string url, out string? problem) => Read(url, "nothing could be recorded", out problem);

    /// <summary>Reads a url that means something else than a ledger.</summary>
    /// <param name="url">The url.</param>
    /// <param name="harm">What would be the worse for a wrong one.</param>
    /// <param name="problem">What is wrong with it, never with its password; null where nothing is.</param>
    /// <returns>The address; null where the url is wrong.</returns>
    public static PostgresAddress? Read(string url, string harm, out string? problem)
    {
        problem = null;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            problem = $"is no address of a PostgreSQL database: {harm}. {Example}";
            return null;
        }

        var database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'));
        if (database.Length == 0 || database.Contains('/'))
        {
            problem = $"names the server {uri.Host} and no database of it: {harm}. {Example}";
            return null;
        }

        var parts = new NpgsqlConnectionStringBuilder { Host = uri.IdnHost, Port = uri.Port > 0 ? uri.Port : UsualPort, Database = database };
        if (uri.UserInfo.Split(':', 2) is [{ Length: > 0 } user, ..] info)
        {
            parts.Username = Uri.UnescapeDataString(user);
            parts.Password = info.Length > 1 ? Uri.UnescapeDataString(info[1]) : null;
        }

        problem = SettingProblem(uri.Query, parts);
        return problem is null ? new(parts) : null;
    }

    /// <summary>What the driver needs to connect.</summary>
    public string ConnectionString(string? password, int connectSeconds, bool pooled)
    {
        var parts = new NpgsqlConnectionStringBuilder(_parts.ConnectionString)
        {
            ApplicationName = "driftstream",
            Timeout = connectSeconds,
            CommandTimeout = 30,
            Pooling = pooled,
            // What the driver prepares for us it prepares once for a connection, and the writer keeps its own.
            MaxAutoPrepare = 40,
            AutoPrepareMinUsages = 2,
        };
        if (password is not null)
        {
            parts.Password = password;
        }

        return parts.ConnectionString;
    }

    private static string? SettingProblem(string query, NpgsqlConnectionStringBuilder parts)
    {
        foreach (var setting in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = setting.Split('=', 2) is [var key, var text] ? (key, Uri.UnescapeDataString(text)) : (setting, "");
            switch (name.ToLowerInvariant())
            {
                case "sslmode" when Enum.TryParse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var mode) && Enum.IsDefined(mode):
                    parts.SslMode = mode;
                    break;
                case "sslmode":
                    return "has an sslmode that PostgreSQL does not know: the connection would be less safe than you think. Use disable, allow, prefer, require, verify-ca or verify-full.";
                case "sslrootcert" when value.Length > 0:
                    parts.RootCertificate = value;
                    break;
                default:
                    return "carries a setting that is neither sslmode nor sslrootcert: it would have no effect. Remove it.";
            }
        }

        return null;
    }
}
