namespace DriftStream.Tests.Ledger;

public sealed class SqliteLedgerQueriesTests : LedgerQueriesSuite
{
    private protected override Task<LedgerUnderTest> OpenAsync() => Task.FromResult<LedgerUnderTest>(new LedgerFile());
}
