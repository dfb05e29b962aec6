using DriftStream.Tests.Ledger;

namespace DriftStream.Tests.Gaps;

public sealed class SqliteGapWatchTests : GapWatchSuite
{
    private protected override Task<LedgerUnderTest> OpenAsync() => Task.FromResult<LedgerUnderTest>(new LedgerFile());
}
