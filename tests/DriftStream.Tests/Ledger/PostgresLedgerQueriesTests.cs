using DriftStream.Postgres;

namespace DriftStream.Tests.Ledger;

public sealed class PostgresLedgerQueriesTests(SharedPostgres postgres) : LedgerQueriesSuite
{
    private protected override async Task<LedgerUnderTest> OpenAsync() => await PostgresLedger.CreateAsync(postgres);
}
