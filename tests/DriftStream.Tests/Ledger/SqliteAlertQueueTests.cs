namespace DriftStream.Tests.Ledger;

public sealed class SqliteAlertQueueTests : AlertQueueSuite
{
    private protected override Task<LedgerUnderTest> OpenAsync() => Task.FromResult<LedgerUnderTest>(new LedgerFile());
}
