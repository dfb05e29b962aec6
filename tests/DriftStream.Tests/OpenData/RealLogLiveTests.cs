using DriftStream.Core.Judging;
using DriftStream.Core.Terraform;
using DriftStream.Ingest;
using DriftStream.OpenData;
using DriftStream.Tests.Ledger;
using DriftStream.Tests.Ledger.Lives;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.OpenData;

/// <summary>A real log goes through the live service, file by file; the user who ran Terraform in it is declared, and attacked by hand as well.</summary>
public sealed class RealLogLiveTests(ITestOutputHelper output)
{
    private const string Runner = "arn:aws:iam::*:user/bert-jan";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_runner_did_with_Terraform_raises_nothing_and_what_the_same_user_did_otherwise_still_does()
    {
        var byTerraform = RealLogLabels.Read(Checkout.Shared("data", "pairs/invictus_pairs_open.json")).ByTerraform.ToHashSet();
        using var ledger = new LedgerFile();
        await using var live = await PlayedAsync(ledger);

        live.Says([.. live.States.States.Select(s => WithoutDestroyed(s, live))]);
        await live.LookAsync();
        await live.LookAfterAsync(TimeSpan.FromHours(1));

        var counts = live.Lives.AppliesSince(DateTimeOffset.MinValue);
        output.WriteLine($"{byTerraform.Count} calls of Terraform: {counts.Confirmed} confirmed by a state, {counts.NotChecked} not checked, {counts.Findings} told");
        live.Occasions.ShouldAllBe(o => !byTerraform.Contains(o.Finding.Event.Id) || o.IsResolve);
        live.Occasions.Count(o => !o.IsResolve).ShouldBeGreaterThanOrEqualTo(3);
        (counts.Held, counts.Findings).ShouldBe((0, 0));
        counts.Confirmed.ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task Where_the_states_never_follow_what_was_destroyed_it_is_told_after_the_hold()
    {
        using var ledger = new LedgerFile();
        await using var live = await PlayedAsync(ledger);
        var before = live.Occasions.Count;

        await live.LookAfterAsync(TimeSpan.FromMinutes(16));

        live.Occasions.Skip(before).ShouldNotBeEmpty();
        live.Occasions.Skip(before).ShouldAllBe(o => o.Finding.Reason.EndsWith("made with Terraform's user agent, not in the state", StringComparison.Ordinal));
    }

    private static async Task<LiveLedger> PlayedAsync(LedgerFile ledger)
    {
        var live = await LiveLedger.OpenAsync(ledger, new() { Mode = JudgeMode.Live, Runners = [Runner] });
        live.Says([.. Directory.EnumerateFiles(Checkout.Shared("data", "pairs/states"), "*.tfstate").Order(StringComparer.Ordinal).Select(Read)]);
        await live.LookAsync();
        var pipeline = new DriftPipeline(live.Writer, live.Settings, ledger.Log.For<DriftPipeline>());
        foreach (var file in Directory.EnumerateFiles(Checkout.Shared("data", "raw_files/invictus"), "*.json").Order(StringComparer.Ordinal))
        {
            await pipeline.ProcessAsync(await File.ReadAllBytesAsync(file, Cancellation), Cancellation);
        }

        return live;
    }

    private static TerraformState Read(string path) => StateReader.Read(File.ReadAllBytes(path), new StateSource(Path.GetFileNameWithoutExtension(path), path));

    // As Terraform writes it after a destroy.
    private static TerraformState WithoutDestroyed(TerraformState state, LiveLedger live) => state with
    {
        Serial = state.Serial + 1,
        Instances = [.. state.Instances.Where(i => !live.Writer.Deviations.Of(new(state.Name, state.Lineage, i.Address)).Any(d => d is { IsHeld: true, Path.Length: 0 }))],
    };
}
