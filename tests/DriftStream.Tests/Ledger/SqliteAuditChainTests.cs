using DriftStream.Ledger.Integrity;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ledger;

public sealed class SqliteAuditChainTests : AuditChainSuite
{
    private protected override Task<LedgerUnderTest> OpenAsync() => Task.FromResult<LedgerUnderTest>(new LedgerFile());

    [Theory]
    [InlineData("update processed_event set time = 'yesterday' where event_id = 'e2'", "(Time)")]
    [InlineData("update processed_event set record = 'none' where event_id = 'e2'", "(Record)")]
    [InlineData("update finding set json = x'ff00' where event_id = 'e2'", "(Json)")]
    [InlineData("update drift set decision_until = 'never'", "(DecisionUntil)")]
    [InlineData("update drift set last_change_at = -99999999999999999", "was altered")]
    [InlineData("update audit set at = -99999999999999999 where number = 3", "row 3")]
    [InlineData("update audit set findings = 'some' where number = 3", "(Findings)")]
    [InlineData("update audit set findings = -9 where number = 3", "row 3")]
    public async Task A_value_of_another_kind_than_the_column_holds_is_an_alteration(string alteration, string named)
    {
        using var ledger = await RecordedAsync();
        ledger.Do(alteration);

        var report = Verify(ledger);

        report.Faults.ShouldContain(fault => fault.Sentence.Contains(named) && !fault.Sentence.Contains("yesterday"));
    }
}
