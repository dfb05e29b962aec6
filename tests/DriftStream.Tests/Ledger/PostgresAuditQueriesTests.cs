using DriftStream.Postgres;

namespace DriftStream.Tests.Ledger;

public sealed class PostgresAuditQueriesTests(SharedPostgres postgres) : AuditQueriesSuite
{
    private protected override async Task<LedgerUnderTest> OpenAsync() => await PostgresLedger.CreateAsync(postgres);
}
