using System.Globalization;
using Dapper;
using DriftStream.Ledger;

namespace DriftStream.Tests.Ledger;

/// <summary>Makes ledgers as earlier versions left them.</summary>
internal static class OldLedger
{
    private const string Folder = "DriftStream.Ledger.Migrations.";

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
}
