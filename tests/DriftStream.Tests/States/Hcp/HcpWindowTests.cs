using DriftStream.Core.Judging;
using DriftStream.Ledger.Lives;
using DriftStream.States;
using DriftStream.States.Windows;
using DriftStream.Tests.Service;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States.Hcp;

public sealed class HcpWindowTests
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(11);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_opens_the_window_from_its_confirmation_on_and_closes_it_at_its_end()
    {
        await using var applying = await ApplyingAsync();
        var begin = applying.Acme.Time.GetUtcNow();
        var run = applying.Run();

        (await applying.WindowAsync()).ShouldBeNull();
        run.Come("planning", begin.AddSeconds(20));
        (await applying.WindowAsync()).ShouldBeNull();
        run.Come("planned", begin.AddSeconds(40));
        (await applying.WindowAsync()).ShouldBeNull();

        run.Come("confirmed", begin.AddSeconds(60));
        (await applying.WindowAsync()).ShouldBe(new ApplyWindow(begin.AddSeconds(60), null) { Who = run.Id });
        run.Come("apply_queued", begin.AddSeconds(62));
        (await applying.WindowAsync())!.Ended.ShouldBeNull();
        run.Come("applying", begin.AddSeconds(65));
        (await applying.WindowAsync()).ShouldBe(new ApplyWindow(begin.AddSeconds(65), null) { Who = run.Id });

        run.Come("applied", begin.AddSeconds(90));
        (await applying.WindowAsync()).ShouldBe(new ApplyWindow(begin.AddSeconds(65), begin.AddSeconds(90)) { Who = run.Id });
    }

    [Theory]
    [InlineData("applied")]
    [InlineData("errored")]
    [InlineData("canceled")]
    [InlineData("force_canceled")]
    public async Task A_run_that_was_over_before_anybody_looked_is_known_with_its_begin_and_end(string end)
    {
        await using var applying = await ApplyingAsync();
        var begin = applying.Acme.Time.GetUtcNow();
        applying.Run().Come("applying", begin.AddMinutes(-5)).Come(end, begin.AddMinutes(-4));

        var window = (await applying.WindowAsync()).ShouldNotBeNull();

        (window.Since, window.Ended).ShouldBe((begin.AddMinutes(-5), begin.AddMinutes(-4)));
    }

    [Theory]
    [InlineData("planned_and_finished")]
    [InlineData("discarded")]
    [InlineData("policy_soft_failed")]
    [InlineData("a_status_of_the_future")]
    public async Task A_run_that_applied_nothing_opens_none(string status)
    {
        await using var applying = await ApplyingAsync();
        applying.Run().Come("planning", applying.Acme.Time.GetUtcNow()).Come(status, applying.Acme.Time.GetUtcNow());

        (await applying.WindowAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_run_that_only_refreshes_opens_none()
    {
        await using var applying = await ApplyingAsync();
        applying.Run(refreshOnly: true).Come("applying", applying.Acme.Time.GetUtcNow());

        (await applying.WindowAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_run_of_an_agent_counts_like_any_other()
    {
        await using var applying = await ApplyingAsync();
        applying.Acme.Server.Workspace("net").Mode = "agent";
        applying.Run().Come("applying", applying.Acme.Time.GetUtcNow());

        (await applying.WindowAsync()).ShouldNotBeNull().Ended.ShouldBeNull();
    }

    [Fact]
    public async Task Where_Terraform_runs_elsewhere_its_lock_counts_since_the_look_before_it()
    {
        await using var applying = await ApplyingAsync();
        var net = applying.Acme.Server.Workspace("net");
        net.Mode = "local";
        (await applying.WindowAsync()).ShouldBeNull();
        var looked = applying.Acme.Time.GetUtcNow();

        (net.IsLocked, net.LockReason, net.LockedBy) = (true, "Locked by Terraform", "alice");
        var window = (await applying.WindowAsync(LongEnough)).ShouldNotBeNull();
        window.Since.ShouldBeInRange(looked.AddSeconds(-1), looked.AddSeconds(1));
        (window.Ended, window.Who).ShouldBe((null, "alice"));

        (net.IsLocked, net.LockReason, net.LockedBy) = (false, null, null);
        (await applying.WindowAsync(LongEnough)).ShouldNotBeNull().Ended.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("local", "no changes before the release")]
    [InlineData("local", null)]
    [InlineData("remote", "Locked by Terraform")]
    public async Task A_lock_that_a_person_took_opens_none(string mode, string? reason)
    {
        await using var applying = await ApplyingAsync();
        var net = applying.Acme.Server.Workspace("net");
        (net.Mode, net.IsLocked, net.LockReason, net.LockedBy) = (mode, true, reason, "alice");

        (await applying.WindowAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task One_list_serves_states_and_windows_and_looks_cost_nothing_for_a_while()
    {
        await using var applying = await ApplyingAsync();
        await applying.WindowAsync();
        await applying.WindowAsync();
        await applying.WindowAsync();
        applying.Acme.Server.Asked.All.Count(a => a.StartsWith("organizations/", StringComparison.Ordinal)).ShouldBe(1);

        applying.Acme.Time.Advance(LongEnough);
        await applying.Source.LookAsync([], Cancellation);
        applying.Acme.Server.Asked.All.Count(a => a.StartsWith("organizations/", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_leaves_the_window_as_it_was_and_is_told()
    {
        await using var applying = await ApplyingAsync();
        applying.Run().Come("applying", applying.Acme.Time.GetUtcNow());
        var open = await applying.WindowAsync();

        applying.Acme.Server.Fail(503, times: 4);
        (await applying.WindowAsync(LongEnough)).ShouldBe(open);
        applying.Windows.Problems.ShouldHaveSingleItem().ShouldContain("(the server answers 503, 4 times over; it is tried again later)");
        (await applying.WindowAsync(LongEnough)).ShouldBe(open);
        applying.Windows.Problems.ShouldBeEmpty();
    }

    private static async Task<Applying> ApplyingAsync() => new(await HcpOrganization.OpenAsync());

    private sealed class Applying : IAsyncDisposable
    {
        private IReadOnlyList<FoundState>? _found;

        public Applying(HcpOrganization acme)
        {
            (Acme, Source) = (acme, acme.Source());
            Windows = new(Options.Create(new HoldOptions()), acme.Time);
            acme.Server.Upload("net", ManagedState.Of(1));
        }

        public HcpOrganization Acme { get; }

        public DriftStream.States.Sources.Hcp.HcpStateSource Source { get; }

        public ApplyWindows Windows { get; }

        public FakeHcpRun Run(bool refreshOnly = false) => Acme.Server.Workspace("net").Run = new("run-bWSq4YeYpfrW4mx7", "pending", Acme.Time.GetUtcNow()) { RefreshOnly = refreshOnly };

        /// <summary>What is known after another look; the states are listed anew unless time passed since.</summary>
        public async Task<ApplyWindow?> WindowAsync(TimeSpan passed = default)
        {
            Acme.Time.Advance(passed);
            if (_found is null || Acme.Server.Workspace("net").Run is not null && passed == default)
            {
                _found = [.. (await Source.ListAsync(Cancellation)).Select(f => new FoundState("acme", new(f.Relative, f.Path), f, IsNamed: false, Source))];
            }

            await Windows.LookAsync(_found, Cancellation);
            return Windows.Known.GetValueOrDefault("net");
        }

        public async ValueTask DisposeAsync()
        {
            Source.Dispose();
            await Acme.DisposeAsync();
        }
    }
}
