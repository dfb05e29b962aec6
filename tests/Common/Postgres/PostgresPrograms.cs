namespace DriftStream.Postgres;

/// <summary>Where PostgreSQL's programs are, and how they are started.</summary>
/// <param name="Initdb">Makes a server's folder.</param>
/// <param name="Postgres">The server.</param>
/// <param name="Prefix">What stands before a command so that it does not run as root, which PostgreSQL refuses; empty where nobody is root.</param>
internal sealed record PostgresPrograms(string Initdb, string Postgres, IReadOnlyList<string> Prefix)
{
    private const string DebianFolder = "/usr/lib/postgresql";
    private const string Account = "postgres";

    /// <summary>The programs of this machine.</summary>
    /// <param name="lack">What is missing, for the skip; null where nothing is.</param>
    public static PostgresPrograms? Find(out string? lack)
    {
        var initdb = Folders().Select(folder => Path.Combine(folder, "initdb")).FirstOrDefault(File.Exists);
        var postgres = Folders().Select(folder => Path.Combine(folder, "postgres")).FirstOrDefault(File.Exists);
        lack = initdb is null || postgres is null ? "PostgreSQL's programs initdb and postgres are not on this machine."
            : !Environment.IsPrivilegedProcess || HasAccount() ? null
            : $"PostgreSQL does not run as root, and this machine has no user '{Account}'.";
        return lack is null ? new(initdb!, postgres!, Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={Account}", $"--regid={Account}", "--clear-groups"] : []) : null;
    }

    private static bool HasAccount() => File.ReadLines("/etc/passwd").Any(line => line.StartsWith(Account + ":", StringComparison.Ordinal));

    // Debian keeps them apart by version, and not on the PATH.
    private static IEnumerable<string> Folders() =>
    [
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        .. Directory.Exists(DebianFolder)
            ? Directory.EnumerateDirectories(DebianFolder).OrderByDescending(folder => folder, StringComparer.Ordinal).Select(folder => Path.Combine(folder, "bin"))
            : [],
    ];
}
