namespace DriftStream.Tests.Ledger;

public sealed class SqliteRetentionTests : RetentionSuite
{
    private protected override Task<LedgerUnderTest> OpenAsync() => Task.FromResult<LedgerUnderTest>(new LedgerFile());
}
