using DriftStream.Postgres;

namespace DriftStream.Tests.Ledger;

public sealed class PostgresAuditChainTests(SharedPostgres postgres) : AuditChainSuite
{
    private protected override async Task<LedgerUnderTest> OpenAsync() => await PostgresLedger.CreateAsync(postgres);
}
