using DriftStream.Postgres;

namespace DriftStream.Tests.Ledger.Lives;

public sealed class PostgresLivesTests(SharedPostgres postgres) : LivesSuite
{
    private protected override async Task<LedgerUnderTest> OpenAsync() => await PostgresLedger.CreateAsync(postgres);
}
