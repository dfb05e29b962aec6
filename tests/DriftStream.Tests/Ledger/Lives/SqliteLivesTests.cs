namespace DriftStream.Tests.Ledger.Lives;

public sealed class SqliteLivesTests : LivesSuite
{
    private protected override Task<LedgerUnderTest> OpenAsync() => Task.FromResult<LedgerUnderTest>(new LedgerFile());
}
