namespace DriftStream.Tests.Ledger;

public sealed class SqliteLedgerTurnTests : LedgerTurnSuite
{
    private protected override Task<LedgerUnderTest> OpenAsync() => Task.FromResult<LedgerUnderTest>(new LedgerFile());
}
