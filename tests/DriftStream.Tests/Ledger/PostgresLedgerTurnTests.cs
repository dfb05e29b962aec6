using DriftStream.Postgres;

namespace DriftStream.Tests.Ledger;

public sealed class PostgresLedgerTurnTests(SharedPostgres postgres) : LedgerTurnSuite
{
    private protected override async Task<LedgerUnderTest> OpenAsync() => await PostgresLedger.CreateAsync(postgres);
}
