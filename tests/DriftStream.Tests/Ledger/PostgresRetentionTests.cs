using DriftStream.Postgres;

namespace DriftStream.Tests.Ledger;

public sealed class PostgresRetentionTests(SharedPostgres postgres) : RetentionSuite
{
    private protected override async Task<LedgerUnderTest> OpenAsync() => await PostgresLedger.CreateAsync(postgres);
}
