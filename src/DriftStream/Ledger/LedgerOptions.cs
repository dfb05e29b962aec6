using Microsoft.Extensions.Options;

namespace DriftStream.Ledger;

/// <summary>Settings under <c>Ledger</c>.</summary>
internal sealed class LedgerOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Ledger";

    private const string Sqlite = "sqlite:";

    /// <summary>Where the ledger is: <c>sqlite:</c> and a path. By default a file in the working folder.</summary>
    public string Url { get; set; } = "sqlite:driftstream.db";

    /// <summary>How long a write waits for a reader or a tool that holds the file, before it fails and its messages are retried.</summary>
    public TimeSpan BusyLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The file's full path.</summary>
    public string Path => System.IO.Path.GetFullPath(Url[Sqlite.Length..], Folder);

    /// <summary>What a relative path begins at. Not configurable.</summary>
    internal string Folder { get; set; } = Directory.GetCurrentDirectory();

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

            if (options.BusyLimit <= TimeSpan.Zero || options.BusyLimit > TimeSpan.FromMinutes(5))
            {
                result.AddError(
                    $"{Section}:BusyLimit ({options.BusyLimit}) is not between 1 ms and 5 minutes: " +
                    "a write would fail at the first reader, or hold up every message for as long.");
            }

            return result.Build();
        }

        // The value may carry a password, so it is shown only where it cannot.
        private static string? UrlProblem(LedgerOptions options)
        {
            var url = options.Url;
            if (url.StartsWith("postgres:", StringComparison.OrdinalIgnoreCase) || url.StartsWith("postgresql:", StringComparison.OrdinalIgnoreCase))
            {
                return "names a PostgreSQL database, which is not in this version: nothing could be recorded. Use sqlite:driftstream.db.";
            }

            if (!url.StartsWith(Sqlite, StringComparison.OrdinalIgnoreCase))
            {
                return "does not begin with 'sqlite:': the ledger would have no place. Use sqlite:driftstream.db.";
            }

            var path = url[Sqlite.Length..];
            if (path.Length == 0 || path.StartsWith(":memory:", StringComparison.OrdinalIgnoreCase))
            {
                return $"({url}) names no file: what was judged would be forgotten at the end of the process.";
            }

            var folder = System.IO.Path.GetDirectoryName(options.Path);
            return folder is not null && !Directory.Exists(folder)
                ? $"({url}) lies in the folder '{folder}', which does not exist: the ledger could not be created. Create the folder first."
                : null;
        }
    }
}
