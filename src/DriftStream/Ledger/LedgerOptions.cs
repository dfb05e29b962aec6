using System.Globalization;
using DriftStream.Configuration;
using DriftStream.Ledger.Engines;
using Microsoft.Extensions.Options;

namespace DriftStream.Ledger;

/// <summary>Settings under <c>Ledger</c>.</summary>
internal sealed class LedgerOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Ledger";

    private const string Sqlite = "sqlite:";
    private const string Bucket = "s3://";

    /// <summary>Where the ledger is: <c>sqlite:</c> and a path, or <c>postgres://user@host/database</c>. By default a file in the working folder.</summary>
    public string Url { get; set; } = "sqlite:driftstream.db";

    /// <summary>PostgreSQL's password where the address has none. Without either, PGPASSWORD and the password file are asked.</summary>
    public Secret? Password { get; set; }

    /// <summary>How long a write waits for whoever else has the ledger, before it fails and its messages are retried.</summary>
    public TimeSpan BusyLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The key of the audit chain. Without one, a ledger in a file keeps a random one beside it, and one in PostgreSQL has no chain.</summary>
    public Secret? AuditKey { get; set; }

    /// <summary>How long what was recorded is kept, e.g. <c>400d</c>; by default for ever. What belongs to open drifts is always kept.</summary>
    public string? Retention { get; set; }

    /// <summary>Whether the head of the audit chain is told once a day where alerts are told, so that it is noted outside of the ledger.</summary>
    public bool TellHead { get; set; }

    /// <summary>Where the head of the audit chain is laid once a day, as <c>s3://bucket/prefix</c>; null: nowhere.</summary>
    public string? HeadsTo { get; set; }

    /// <summary>What a relative path begins at. Not configurable.</summary>
    internal string Folder { get; set; } = Directory.GetCurrentDirectory();

    /// <summary>How long what was recorded is kept; null for ever.</summary>
    internal TimeSpan? RetentionTime => Retention is [.. var days, 'd'] && int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 30 and <= 36_500
        ? TimeSpan.FromDays(count)
        : null;

    /// <summary>The database that the address means.</summary>
    internal ILedgerEngine Engine() => PostgresAddress.IsMeant(Url)
        ? new PostgresEngine(
            PostgresAddress.Read(Url, out var problem) ?? throw new LedgerUnavailableException($"{Section}:Url {problem}"), Password?.Reveal(), BusyLimit)
        : new SqliteEngine(PathOf(Url), BusyLimit);

    private string PathOf(string url) => Path.GetFullPath(url[Sqlite.Length..], Folder);

    /// <summary>Reports every mistake at once; each names its key, its value and what would go wrong.</summary>
    internal sealed class Validator : IValidateOptions<LedgerOptions>
    {
        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, LedgerOptions options)
        {
            var result = new ValidateOptionsResultBuilder();
            if (UrlProblem(options) is { } problem)
            {
                result.AddError($"{Section}:Url {problem}");
            }

            if (options.Password is not null && !PostgresAddress.IsMeant(options.Url))
            {
                result.AddError($"{Section}:Password is set, and {Section}:Url names no PostgreSQL database: it would have no effect. Remove it, or correct {Section}:Url.");
            }

            if (options.BusyLimit <= TimeSpan.Zero || options.BusyLimit > TimeSpan.FromMinutes(5))
            {
                result.AddError(
                    $"{Section}:BusyLimit ({options.BusyLimit}) is not between 1 ms and 5 minutes: " +
                    "a write would fail at the first reader, or hold up every message for as long.");
            }

            foreach (var mistake in AuditMistakes(options))
            {
                result.AddError(mistake);
            }

            return result.Build();
        }

        private static IEnumerable<string> AuditMistakes(LedgerOptions options)
        {
            if (options.AuditKey is { } key && key.Reveal().Length < Integrity.AuditKey.ShortestSecret)
            {
                yield return
                    $"{Section}:AuditKey has fewer than {Integrity.AuditKey.ShortestSecret} characters: it could be guessed, and then the ledger be altered unseen. " +
                    "Make one with: openssl rand -hex 32";
            }

            if (options.Retention is not null && options.RetentionTime is null)
            {
                yield return
                    $"{Section}:Retention is '{TerminalText.Clean(options.Retention)}': it must be a number of days from 30 on, such as 400d; " +
                    "after less, an event that comes once more would be taken for a new one.";
            }

            if (options.HeadsTo is { } place && !IsBucket(place))
            {
                yield return $"{Section}:HeadsTo is '{TerminalText.Clean(place)}': it must be s3://bucket or s3://bucket/prefix; no head would be noted.";
            }

            if (options.HeadsTo is not null && options.AuditKey is null && PostgresAddress.IsMeant(options.Url))
            {
                yield return $"{Section}:HeadsTo is set without {Section}:AuditKey: there is no chain whose head could be noted. Set {Section}:AuditKey too.";
            }

            if (options.Retention is not null && options.AuditKey is null && PostgresAddress.IsMeant(options.Url))
            {
                yield return $"{Section}:Retention is set without {Section}:AuditKey: what is removed could not be told from what was stolen. Set {Section}:AuditKey too.";
            }
        }

        private static bool IsBucket(string place) =>
            place.StartsWith(Bucket, StringComparison.OrdinalIgnoreCase) && place[Bucket.Length..].Split('/')[0] is { Length: >= 3 } name && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

        // The value may carry a password, so it is shown only where it cannot.
        private static string? UrlProblem(LedgerOptions options)
        {
            var url = options.Url;
            if (PostgresAddress.IsMeant(url))
            {
                return PostgresProblem(options);
            }

            if (!url.StartsWith(Sqlite, StringComparison.OrdinalIgnoreCase))
            {
                return "does not begin with 'sqlite:' or 'postgres://': the ledger would have no place. Use sqlite:driftstream.db.";
            }

            var path = url[Sqlite.Length..];
            if (path.Length == 0 || path.StartsWith(":memory:", StringComparison.OrdinalIgnoreCase))
            {
                return $"({url}) names no file: what was judged would be forgotten at the end of the process.";
            }

            var folder = Path.GetDirectoryName(options.PathOf(url));
            return folder is not null && !Directory.Exists(folder)
                ? $"({url}) lies in the folder '{folder}', which does not exist: the ledger could not be created. Create the folder first."
                : null;
        }

        private static string? PostgresProblem(LedgerOptions options) => PostgresAddress.Read(options.Url, out var problem) switch
        {
            null => problem,
            { HasPassword: true } when options.Password is not null => $"carries a password, and {Section}:Password is set too: only one of them can be right. Remove one.",
            _ => null,
        };
    }
}
