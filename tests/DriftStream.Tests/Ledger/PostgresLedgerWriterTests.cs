using DriftStream.Postgres;

namespace DriftStream.Tests.Ledger;

public sealed class PostgresLedgerWriterTests(SharedPostgres postgres) : LedgerWriterSuite
{
    private protected override async Task<LedgerUnderTest> OpenAsync() => await PostgresLedger.CreateAsync(postgres);
}
