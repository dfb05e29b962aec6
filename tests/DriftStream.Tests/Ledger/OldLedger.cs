using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using DriftStream.Configuration;
using DriftStream.Ledger;
using Npgsql;

namespace DriftStream.Tests.Ledger;

/// <summary>Makes ledgers as earlier versions left them.</summary>
internal static partial class OldLedger
{
    private const string Secret = "a-secret-of-nobody-with-enough-characters";
    private const string Folder = "DriftStream.Ledger.Migrations.";

    /// <summary>Makes a ledger that the version before keys rose has written: drifts open and resolved, a finding that came late, a decision, two held calls, alerts that wait.</summary>
    public static void MakeFilled(LedgerUnderTest ledger)
    {
        Make(ledger, last: 10);
        ledger.Options.AuditKey = new Secret(Secret);
        using var connection = ledger.Connect();
        connection.Execute("delete from ledger_turn");
        foreach (var row in File.ReadLines(Path.Combine(Checkout.Root, "tests/DriftStream.Tests/Ledger/ledger-10.sql")))
        {
            connection.Execute(connection is NpgsqlConnection ? BytesOfSqlite().Replace(row, @"'\x$1'") : row);
        }
    }

    /// <summary>Makes the tables as they were after so many migrations.</summary>
    public static void Make(LedgerUnderTest ledger, int last)
    {
        using var connection = ledger.Connect();
        connection.Execute("create table migration(number bigint primary key, name text not null, applied_at bigint not null)");
        var assembly = typeof(LedgerDatabase).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var number = int.Parse(name.AsSpan(Folder.Length, 4), CultureInfo.InvariantCulture);
            if (number <= last)
            {
                using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
                connection.Execute(text.ReadToEnd());
                connection.Execute("insert into migration(number, name, applied_at) values (@number, @name, 0)", new { number, name = name[Folder.Length..] });
            }
        }
    }

    [GeneratedRegex(@"\bx'([0-9a-f]+)'")]
    private static partial Regex BytesOfSqlite();
}
