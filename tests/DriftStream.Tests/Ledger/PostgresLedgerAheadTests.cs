using DriftStream.Postgres;

namespace DriftStream.Tests.Ledger;

public sealed class PostgresLedgerAheadTests(SharedPostgres postgres) : LedgerAheadSuite
{
    private protected override async Task<LedgerUnderTest> OpenAsync() => await PostgresLedger.CreateAsync(postgres);
}
