namespace DriftStream.Tests.Ledger;

public sealed class SqliteOldLedgerTests : OldLedgerSuite
{
    private protected override Task<LedgerUnderTest> OpenAsync() => Task.FromResult<LedgerUnderTest>(new LedgerFile());
}
