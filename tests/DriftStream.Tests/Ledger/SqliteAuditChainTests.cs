namespace DriftStream.Tests.Ledger;

public sealed class SqliteAuditChainTests : AuditChainSuite
{
    private protected override Task<LedgerUnderTest> OpenAsync() => Task.FromResult<LedgerUnderTest>(new LedgerFile());
}
