namespace DriftStream.Tests.Ledger;

public sealed class SqliteLedgerAheadTests : LedgerAheadSuite
{
    private protected override Task<LedgerUnderTest> OpenAsync() => Task.FromResult<LedgerUnderTest>(new LedgerFile());
}
