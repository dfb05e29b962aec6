namespace DriftStream.Tests.Ledger;

public sealed class SqliteAuditQueriesTests : AuditQueriesSuite
{
    private protected override Task<LedgerUnderTest> OpenAsync() => Task.FromResult<LedgerUnderTest>(new LedgerFile());
}
