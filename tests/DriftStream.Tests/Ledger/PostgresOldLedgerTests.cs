using DriftStream.Postgres;

namespace DriftStream.Tests.Ledger;

public sealed class PostgresOldLedgerTests(SharedPostgres postgres) : OldLedgerSuite
{
    private protected override async Task<LedgerUnderTest> OpenAsync() => await PostgresLedger.CreateAsync(postgres);
}
