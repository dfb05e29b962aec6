using DriftStream.Configuration;
using DriftStream.Core.Judging;
using DriftStream.Ledger.Lives;
using DriftStream.States;
using DriftStream.States.Windows;
using DriftStream.Tests.Commands;
using DriftStream.Tests.LocalAws;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States.Windows;

public sealed class ApplyWindowsTests : IDisposable
{
    private const string Empty = """{"version":4,"terraform_version":"1.13.4","serial":1,"lineage":"l","outputs":{},"resources":[]}""";

    private readonly TestFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly ApplyWindows _windows;

    public ApplyWindowsTests()
    {
        _windows = new(Options.Create(new HoldOptions()), _time);
        _folder.Write("terraform.tfstate", Empty);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(".terraform.tfstate.lock.info")]
    [InlineData("terraform.tfstate.tflock")]
    public async Task An_apply_lasts_as_long_as_its_lock_lies_beside_the_state(string name)
    {
        await LookAsync();
        _windows.Known.ShouldBeEmpty();

        var began = _time.GetUtcNow() - TimeSpan.FromMinutes(3);
        var file = _folder.Write(name, Lock("OperationTypeApply", began));
        await LookAsync();
        var open = _windows.Known["net"];
        open.ShouldBe(new ApplyWindow(began, null) { Who = "ci@runner-7" });

        File.Delete(file);
        await LookAsync();
        _windows.Known["net"].ShouldBe(open with { Ended = _time.GetUtcNow() });
        _time.Advance(TimeSpan.FromHours(1));
        await LookAsync();
        _windows.Known["net"].Ended.ShouldBe(_time.GetUtcNow() - TimeSpan.FromHours(1));
    }

    [Theory]
    [InlineData("OperationTypePlan")]
    [InlineData("OperationTypeRefresh")]
    [InlineData("state-mv")]
    [InlineData("")]
    public async Task Who_holds_the_lock_without_applying_opens_no_window(string operation)
    {
        _folder.Write("terraform.tfstate.tflock", Lock(operation, _time.GetUtcNow()));

        await LookAsync();

        (_windows.Known.Count, _windows.Problems.Count).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"ID\":\"0e2c")]
    [InlineData("[]")]
    public async Task A_lock_that_is_not_written_to_the_end_counts_at_the_next_look(string half)
    {
        _folder.Write("terraform.tfstate.tflock", half);
        await LookAsync();
        _windows.Known.ShouldBeEmpty();

        _folder.Write("terraform.tfstate.tflock", Lock("OperationTypeApply", _time.GetUtcNow()));
        await LookAsync();

        _windows.Known["net"].Ended.ShouldBeNull();
    }

    [Fact]
    public async Task A_lock_older_than_any_apply_is_told_and_covers_no_call_of_now()
    {
        var began = _time.GetUtcNow() - TimeSpan.FromDays(3);
        _folder.Write("terraform.tfstate.tflock", Lock("OperationTypeApply", began));

        await LookAsync();

        _windows.Known["net"].Covers(_time.GetUtcNow()).ShouldBeFalse();
        _windows.Known["net"].Covers(began + TimeSpan.FromHours(1)).ShouldBeTrue();
        _windows.Problems.ShouldHaveSingleItem().ShouldBe(
            $"State 'net' has been locked for an apply since {began.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} by ci@runner-7, longer than Hold:LongestWindow (04:00:00), " +
            "so the lock counts as left behind and opens no apply window. Remove it with `terraform force-unlock` if nobody applies, or raise Hold:LongestWindow.");
    }

    private static string Lock(string operation, DateTimeOffset created) =>
        $$"""{"ID":"5b1c2d0e-0b6f-4a57-9d2f-3a4c1b2e7f10","Operation":"{{operation}}","Info":"","Who":"ci@runner-7","Version":"1.13.4","Created":"{{created:O}}","Path":"terraform.tfstate"}""";

    private async Task LookAsync()
    {
        var states = new StateSnapshot([new StateEntry { Name = "net", Url = "terraform.tfstate" }], _folder.Path);
        await _windows.LookAsync(await states.FindAsync(Cancellation), Cancellation);
    }
}
